export { default } from "@/features/me";
