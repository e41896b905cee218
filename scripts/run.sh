#!/usr/bin/env bash
# Builds the program and starts it in the foreground, with a PostgreSQL of its own in ./var. Ctrl-C stops both.
source "$(dirname "$0")/lib.sh"
scripts/setup.sh run
need_program
export MIGRATIE_MODE="${MIGRATIE_MODE:-development}"
exec "$MIGRATIE_BIN" serve
