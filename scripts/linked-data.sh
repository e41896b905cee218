#!/usr/bin/env bash
# pySHACL judges the catalogue of open data (DCAT-AP 2.1.1) and the semantic assets (SKOS) of the server that MIGRATIE_URL names.
source "$(dirname "$0")/lib.sh"
[ -n "${MIGRATIE_URL:-}" ] || exec scripts/with-server.sh "$0" "$@"
export PYTHONDONTWRITEBYTECODE=1
.venv/bin/python scripts/rdf/check.py "$MIGRATIE_URL"
