import type { Metadata } from "next";

export const metadata: Metadata = { title: "Password" };

export { default } from "@/features/reset";
