export { default } from "@/features/invitations";
