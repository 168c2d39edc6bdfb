export { default } from "@/features/groups";
