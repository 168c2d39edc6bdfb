import type { Metadata } from "next";

export const metadata: Metadata = { title: "Invitation" };

export { default } from "@/features/invite";
