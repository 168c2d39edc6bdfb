import { describe, expect, it } from "vitest";
import { changedFields, filled } from "./changes";
import { ago, counted, usd, words } from "./format";
import { ownPage, ownSsoStart } from "./paths";
import { pathOf } from "./pointer";

const ORIGIN = "https://console.example";

describe("ownPage", () => {
  it.each([
    ["/ui/workspaces/?q=a", "/ui/workspaces/?q=a"],
    [null, "/ui/"],
    ["https://evil.example/ui/", "/ui/"],
    ["//evil.example/ui/", "/ui/"],
    ["/ui/..//evil.example", "/ui/"],
    ["/ui/../v2/logout", "/ui/"],
    ["/ui\\evil", "/ui/"],
    ["javascript:alert(1)", "/ui/"],
  ])("takes %s to %s", (next, page) => {
    expect(ownPage(next, ORIGIN)).toBe(page);
  });
});

describe("ownSsoStart", () => {
  it("is a route of ours", () => {
    expect(ownSsoStart("/v2/login/sso/a/start?provider=p", ORIGIN)).toBe("/v2/login/sso/a/start?provider=p");
  });
  it.each([null, "https://evil.example/v2/login/sso/a", "javascript:alert(1)", "/ui/login/"])("is not %s", (url) => {
    expect(ownSsoStart(url, ORIGIN)).toBeNull();
  });
});

describe("changedFields", () => {
  it("has what was changed, and null for what was emptied", () => {
    const before = { name: "a", note: "b", tags: ["x"], kept: 1, none: null as string | null };
    const after = { name: "c", note: "", tags: ["x"], kept: 1, none: "" };
    expect(changedFields(before, after)).toEqual({ name: "c", note: null });
  });
  it("leaves out what was never filled", () => {
    expect(filled({ a: "", b: undefined, c: null, d: 0, e: false })).toEqual({ d: 0, e: false });
  });
});

describe("format", () => {
  it.each([
    [0, "$0.00"],
    [0.0012, "$0.0012"],
    [12.5, "$12.50"],
    [1234.56, "$1,235"],
  ])("tells %d as %s", (value, text) => {
    expect(usd(value)).toBe(text);
  });
  it.each([
    ["2026-11-22T09:59:57Z", "just now"],
    ["2026-11-22T09:55:00Z", "5 minutes ago"],
    ["2026-11-21T09:00:00Z", "yesterday"],
    ["2026-11-22T12:00:00Z", "in 2 hours"],
  ])("tells %s as %s", (iso, text) => {
    expect(ago(iso, Date.parse("2026-11-22T10:00:00Z"))).toBe(text);
  });
  it("counts and says constants as words", () => {
    expect([counted(1, "key"), counted(2, "key"), words("IN_PROGRESS")]).toEqual(["1 key", "2 keys", "In progress"]);
  });
});

describe("pathOf", () => {
  it("undoes the escapes of a pointer", () => {
    expect(pathOf("/config/0/a~1b~0")).toEqual(["config", 0, "a/b~"]);
    expect(pathOf("")).toEqual([]);
  });
});
