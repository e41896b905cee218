#!/usr/bin/env bash
# Schemathesis, all checks and all phases, as each persona, against the server that MIGRATIE_URL names.
# usage: scripts/schemathesis.sh [SECONDS_A_PERSONA [PERSONA...]]     SEED=... repeats a run, PHASES=... chooses among all four
source "$(dirname "$0")/lib.sh"
# A tester calls more often than any person; that the quota holds is tested by the Rust tests.
export MIGRATIE_READS_PER_MINUTE="${MIGRATIE_READS_PER_MINUTE:-1000000}" MIGRATIE_WRITES_PER_MINUTE="${MIGRATIE_WRITES_PER_MINUTE:-1000000}"
[ -n "${MIGRATIE_URL:-}" ] || exec scripts/with-server.sh "$0" "$@"
seconds="${1:-60}"
[ $# -lt 2 ] || PERSONAS="${*:2}"
[ -f "$CONTRACT" ] || die "$CONTRACT is not there: run make contract"
reports="$REPORTS/schemathesis"
rm -rf "$reports"
mkdir -p "$reports"
seed="${SEED:-$RANDOM}"
status=0
export SCHEMATHESIS_HOOKS=scripts/schemathesis/hooks.py PYTHONDONTWRITEBYTECODE=1
for persona in $PERSONAS; do
  say "schemathesis as $persona, $seconds s, seed $seed"
  MIGRATIE_PERSONA="$persona" MIGRATIE_REACHED="$reports/reached-$persona.json" \
    .venv/bin/st --config-file scripts/schemathesis/schemathesis.toml run "$CONTRACT" --url "$MIGRATIE_URL" \
    --checks all --phases "${PHASES:-examples,coverage,fuzzing,stateful}" --max-time "$seconds" --workers 1 --seed "$seed" --continue-on-failure \
    --suppress-health-check all --request-timeout 20 --generation-database none --no-color --warnings off \
    --report junit,har --report-junit-path "$reports/$persona.xml" --report-har-path "$reports/$persona.har" || { status=1; echo "FAILED as $persona (seed $seed)"; }
done
node scripts/reached.mjs "$CONTRACT" "$reports" || true
exit "$status"
