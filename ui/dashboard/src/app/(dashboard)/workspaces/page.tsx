export { default } from "@/features/workspaces";
