export { default } from "@/features/connections";
