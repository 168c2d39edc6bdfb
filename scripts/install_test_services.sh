#!/bin/sh
# Installs what the tests run beside the embedded server: PostgreSQL 15's server programs, PgBouncer,
# Redis, Chromium, and Node.js for building the dashboard, from Debian.
# Starts nothing and creates no cluster. Safe to repeat; touches the package lists only when something is missing.
set -eu

missing=""
[ -x /usr/lib/postgresql/15/bin/postgres ] && [ -x /usr/lib/postgresql/15/bin/initdb ] || missing="postgresql-15"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v pgbouncer >/dev/null 2>&1 || [ -x /usr/sbin/pgbouncer ] || missing="$missing pgbouncer"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "The tests need the Debian packages:$missing. Install them as root, then repeat." >&2
        exit 1
    fi
    exec sudo sh "$0"
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need PostgreSQL 15's server programs and PgBouncer; this machine has no apt-get to install them." >&2
    exit 1
fi

# Debian would create and start a cluster on installation.
mkdir -p /etc/postgresql-common
if [ ! -f /etc/postgresql-common/createcluster.conf ]; then
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
fi
# Services must not start either: policy-rc.d answers 101, "not allowed".
made_policy=""
if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    made_policy=yes
fi
remove_policy() { [ -z "$made_policy" ] || rm -f /usr/sbin/policy-rc.d; }
trap remove_policy EXIT

export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # several package names
apt-get install -y --no-install-recommends $missing || {
    apt-get update
    apt-get install -y --no-install-recommends $missing
}
