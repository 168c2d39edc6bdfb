#!/bin/sh
# Writes src/api/schema.gen.ts from our own part of the OpenAPI document, which needs no server to run.
set -eu
cd "$(dirname "$0")"
[ -d openapi/node_modules ] || (cd openapi && npm ci --silent --no-audit --no-fund)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
../../../.venv/bin/alchemi openapi --own --output "$folder/openapi.json"
node openapi/client.mjs "$folder/openapi.json" > "$folder/schema.ts"
mv "$folder/schema.ts" ../src/api/schema.gen.ts
