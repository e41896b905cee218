#!/usr/bin/env bash
# Lints the contract: Spectral with the OWASP and the house rules, Redocly, and the derived documents' structure. No finding is let by.
source "$(dirname "$0")/lib.sh"
[ -f "$CONTRACT" ] || die "$CONTRACT is not there: run make contract"
status=0
spectral lint --fail-severity hint --ruleset openapi/rules/spectral.yaml "$CONTRACT" || status=1
node scripts/stale-exceptions.mjs "$CONTRACT" || status=1
redocly lint --config openapi/rules/redocly.yaml "$CONTRACT" || status=1
[ ! -f openapi/migratie-3.0.json ] || redocly lint --config openapi/rules/derived.yaml openapi/migratie-3.0.json openapi/views/*.json || status=1
if grep -q '"resolved": "http' package-lock.json; then echo "package-lock.json names addresses of a registry"; status=1; fi
exit "$status"
