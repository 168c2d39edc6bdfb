#!/bin/sh
# Builds the dashboard into alchemi/ui_server/static. With --when-needed only if it was not built from these sources,
# and a machine that cannot build it is told so and gets none.
set -eu
cd "$(dirname "$0")/.."
source=ui/dashboard
built=alchemi/ui_server/static/404.html

if [ "${1:-}" = "--when-needed" ]; then
    if [ -f "$built" ]; then
        newer=$(find "$source" \( -name node_modules -o -name .next -o -name out -o -path "$source/tools/openapi" \
            -o -name "*.gen.css" -o -name "*.gen.ts" -o -name "*.tsbuildinfo" -o -name "next-env.d.ts" -o -name "*.test.ts*" \) -prune \
            -o -type f -newer "$built" -print | head -n 1)
        [ -n "$newer" ] || exit 0
    fi
    if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
        echo "==> The dashboard is left out: building it needs Node.js 20 or later and npm (on Debian: apt-get install nodejs npm)."
        exit 0
    fi
fi
major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
if [ "$major" -lt 20 ]; then
    echo "Building the dashboard needs Node.js 20 or later; this is $(node --version)." >&2
    [ "${1:-}" = "--when-needed" ] && exit 0
    exit 1
fi
cd "$source"
if [ ! -f node_modules/.ready ] || [ package-lock.json -nt node_modules/.ready ]; then
    echo "==> Installing the dashboard's packages (the first time takes a minute)"
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.ready
fi
echo "==> Building the dashboard"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
npm run --silent build >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
