#!/usr/bin/env bash
# Prepares, on the server that MIGRATIE_URL names, records that admit every operation, and keeps the calls to make. usage: prepare.sh FILE
# COPIES (1) says how many records an operation finds.
source "$(dirname "$0")/../lib.sh"
[ -n "${MIGRATIE_URL:-}" ] || die "MIGRATIE_URL names no server"
collections="$ROOT/var/preparing"
node postman/build/preparing.mjs "$collections" "$CONTRACT"
port="$(node scripts/free-ports.mjs 1)"
node scripts/schemathesis/recorder.mjs "$port" "$1" &
recorder=$!
trap 'kill "$recorder" 2>/dev/null || true; wait "$recorder" 2>/dev/null || true' EXIT
COLLECTIONS="$collections" RECORDER_URL="http://127.0.0.1:$port" ITERATIONS="${COPIES:-1}" scripts/newman.sh
echo "prepared $(wc -l <"$1") calls"
