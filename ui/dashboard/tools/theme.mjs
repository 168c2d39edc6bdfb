/** Writes src/theme/variables.gen.css: our CSS variables, and antd's dark ones, so that dark paints before any script. */

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const { module } = await runnerImport(`${root}tools/variables.tsx`, { root, logLevel: "error", configFile: false });
await writeFile(`${root}src/theme/variables.gen.css`, module.stylesheet());
