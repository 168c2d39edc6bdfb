/** Prints the types of the OpenAPI document in the file that is named. Failures are left out: they are all one problem document. */

import { readFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(await readFile(process.argv[2], "utf8"));
for (const item of Object.values(document.paths)) {
  for (const operation of Object.values(item)) {
    for (const status of Object.keys(operation.responses ?? {})) {
      if (!status.startsWith("2")) delete operation.responses[status];
    }
  }
}
process.stdout.write(
  `/** Generated from our OpenAPI document by \`make client\`. */\n\n${astToString(await openapiTS(document, { defaultNonNullable: false }))}`,
);
