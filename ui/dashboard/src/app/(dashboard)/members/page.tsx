export { default } from "@/features/members";
