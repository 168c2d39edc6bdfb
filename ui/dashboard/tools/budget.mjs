/** Fails when the scripts that a page loads first weigh more than it may: 270 KB gzipped for the shell, 450 for any page. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const KB = 1000;
const SHELL = "404.html";
const LIMITS = { shell: 270 * KB, page: 450 * KB };

const out = fileURLToPath(new URL("../out/", import.meta.url));
const sizes = new Map();

async function weight(source) {
  if (!sizes.has(source)) sizes.set(source, gzipSync(await readFile(join(out, source.replace("/ui/", "")))).length);
  return sizes.get(source);
}

let isOver = false;
for (const name of (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".html")).sort()) {
  const page = await readFile(join(out, name), "utf8");
  const tags = [...page.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const sources = new Set(tags.map(([, source]) => source));
  const total = (await Promise.all([...sources].map(weight))).reduce((sum, size) => sum + size, 0);
  const limit = name === SHELL ? LIMITS.shell : LIMITS.page;
  if (total > limit) isOver = true;
  console.log(`${total > limit ? "TOO LARGE " : ""}${name}: ${Math.round(total / KB)} of ${limit / KB} KB`);
}
process.exit(isOver ? 1 : 0);
