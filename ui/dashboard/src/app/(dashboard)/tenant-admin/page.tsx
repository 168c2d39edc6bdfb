export { default } from "@/features/tenant-admin";
