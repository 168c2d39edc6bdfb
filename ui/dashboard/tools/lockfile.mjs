/**
 * Adds to package-lock.json the optional packages for other platforms that a registry lacks: `npm ci` refuses a lockfile without them.
 * Run it after every `npm install`; with --check it fails when something is missing.
 */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(await readFile(file, "utf8"));
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "win32", "wasm32"];
const PROCESSORS = ["arm64", "arm", "x64", "wasm32"];

const find = (words, name) => words.find((word) => new RegExp(`-${word}(-|$)`).test(name));

function entry(name, version, isDev) {
  const [system, processor] = [find(SYSTEMS, name), find(PROCESSORS, name)];
  if (!system || !processor) throw new Error(`For which platform is ${name}?`);
  const musl = /-musl/.test(name) ? { libc: ["musl"] } : {};
  const systems = system === "wasm32" ? {} : { os: [system] };
  return { version, cpu: [processor], ...(isDev ? { dev: true } : {}), ...musl, optional: true, ...systems };
}

const added = [];
for (const described of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(described.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || !/^\d/.test(version)) continue;
    lock.packages[place] = entry(name, version, described.dev === true);
    added.push(name);
  }
}
if (added.length > 0 && process.argv.includes("--check")) {
  console.error(`package-lock.json lacks ${added.join(", ")}: run node tools/lockfile.mjs`);
  process.exit(1);
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${added.join(", ")}`);
}
