#!/usr/bin/env bash
# Writes the contract that the program states, and everything that is made from it. usage: scripts/contract.sh [--check]
# With --check nothing is written; it fails when a committed file differs from what would be written.
source "$(dirname "$0")/lib.sh"
need_program

made="$(mktemp -d)"
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/openapi"
"$MIGRATIE_BIN" openapi >"$made/openapi/migratie.json"
node openapi/derive/derive.mjs "$made/openapi/migratie.json" "$made/openapi"
node clients/typescript/generate.mjs "$made/openapi/migratie.json" "$made/clients/typescript/src/generated/schema.ts"
node postman/build/contract.mjs "$made/openapi/migratie.json" "$made/postman/generated/migratie.postman_collection.json"
node postman/build/journeys.mjs postman/journeys "$made/postman/collections"

OWNED=(openapi/migratie.json openapi/migratie-3.0.json openapi/views clients/typescript/src/generated postman/generated postman/collections)
if [ "${1:-}" = --check ]; then
  status=0
  for path in "${OWNED[@]}"; do
    diff --recursive --brief "$path" "$made/$path" || status=1
  done
  [ "$status" = 0 ] || die "the contract, or what is made from it, is not up to date: run make contract and commit"
  echo "the contract and all that is made from it are up to date"
else
  for path in "${OWNED[@]}"; do
    rm -rf "$path"
    mkdir -p "$(dirname "$path")"
    cp -r "$made/$path" "$path"
  done
  echo "wrote ${OWNED[*]}"
fi
