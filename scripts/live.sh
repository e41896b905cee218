#!/usr/bin/env bash
# What needs a running server, named by MIGRATIE_URL: newman, the client's journeys, linked data. Schemathesis: `make schemathesis`.
source "$(dirname "$0")/lib.sh"
status=0
scripts/newman.sh || status=1
scripts/clients.sh journey || status=1
scripts/linked-data.sh || status=1
exit "$status"
