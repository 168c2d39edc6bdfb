export { default } from "@/features/support";
