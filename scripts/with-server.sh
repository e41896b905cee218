#!/usr/bin/env bash
# Runs a command with a server of its own: MIGRATIE_URL names it. usage: scripts/with-server.sh COMMAND...
source "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || die "usage: scripts/with-server.sh COMMAND..."
with_server "$@"
