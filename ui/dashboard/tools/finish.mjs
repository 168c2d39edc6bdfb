/** Compresses the export and puts it where the server reads it; a server that runs sees the old one or the new one, whole. */

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "../../alchemi/ui_server/static");
const WORTH_BYTES = 1024;
const TEXT = /\.(html|js|css|txt|svg|json)$/;

await mkdir(join(target, ".."), { recursive: true });
const [fresh, old] = [`${target}.new`, `${target}.old`];
await rm(fresh, { recursive: true, force: true });
await rm(old, { recursive: true, force: true });
await cp(join(root, "out"), fresh, { recursive: true });
for (const name of await readdir(fresh, { recursive: true })) {
  if (!TEXT.test(name)) continue;
  const content = await readFile(join(fresh, name));
  if (content.length < WORTH_BYTES) continue;
  await writeFile(join(fresh, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(join(fresh, `${name}.br`), await promisify(brotliCompress)(content, { params }));
}
await rename(target, old).catch((error) => {
  if (error.code !== "ENOENT") throw error;
});
await rename(fresh, target);
await rm(old, { recursive: true, force: true });
