#!/usr/bin/env bash
# Compiles the TypeScript client and runs its tests; with a server, its journeys too. usage: scripts/clients.sh [unit|journey]
source "$(dirname "$0")/lib.sh"
cd clients/typescript
rm -rf dist
tsc
case "${1:-unit}" in
  unit) node --test dist/test/unit/ ;;
  journey) node --test dist/test/*.test.js ;;
  *) die "usage: scripts/clients.sh [unit|journey]" ;;
esac
