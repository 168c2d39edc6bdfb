import { expect, it } from "vitest";
import { configOf, fieldsOf } from "./form";

it("keeps what was not changed as it was, masks included", () => {
  const before = { host: "db.example", port: 5432, password: "****" };
  const settings = fieldsOf(before);
  expect(configOf(settings, before)).toEqual(before);
});

it("sends what was typed", () => {
  const before = { port: 5432, password: "****" };
  const settings = [
    { name: "port", value: "5433" },
    { name: " password ", value: "new" },
  ];
  expect(configOf(settings, before)).toEqual({ port: "5433", password: "new" });
});
