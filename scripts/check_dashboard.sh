#!/bin/sh
# Everything about the dashboard that needs no server: format, lint, types, unit tests, the size of its scripts.
set -eu
cd "$(dirname "$0")/.."
scripts/build_dashboard.sh
cd ui/dashboard
echo "==> Checking the dashboard"
tools/client.sh
npm run --silent check
npm run --silent test
node tools/budget.mjs
