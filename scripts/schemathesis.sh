#!/usr/bin/env bash
# Schemathesis, all checks and all phases, as each persona, against the server that MIGRATIE_URL names.
# usage: scripts/schemathesis.sh [SECONDS_A_PERSONA [PERSONA...]]     SEED=... repeats a run, PHASES=... chooses among all four
# `anybody` comes first: records are prepared that admit every operation, and each is called by whoever may. Then every operation must have
# succeeded and, with all phases, been called CASES (100) times.
source "$(dirname "$0")/lib.sh"
# A tester calls more often than any person; that the quota holds is tested by the Rust tests.
export MIGRATIE_READS_PER_MINUTE="${MIGRATIE_READS_PER_MINUTE:-1000000}" MIGRATIE_WRITES_PER_MINUTE="${MIGRATIE_WRITES_PER_MINUTE:-1000000}"
[ -n "${MIGRATIE_URL:-}" ] || exec scripts/with-server.sh "$0" "$@"
seconds="${1:-60}"
personas="${*:2}"
personas="${personas:-anybody $PERSONAS}"
[ -f "$CONTRACT" ] || die "$CONTRACT is not there: run make contract"
reports="${SCHEMATHESIS_REPORTS:-$REPORTS/schemathesis}"
rm -rf "$reports"
mkdir -p "$reports"
seed="${SEED:-$RANDOM}"
status=0
export SCHEMATHESIS_HOOKS=scripts/schemathesis/hooks.py PYTHONDONTWRITEBYTECODE=1

# run PERSONA NAME PHASES OPTION...: NAME is of the reports
run() {
  local persona="$1" name="$2" phases="$3" limit="${limit-$seconds}"
  say "schemathesis as $persona, ${limit:+$limit s, }$phases, seed $seed"
  MIGRATIE_PERSONA="$persona" MIGRATIE_REACHED="$reports/reached-$name.json" \
    .venv/bin/st --config-file scripts/schemathesis/schemathesis.toml run "$CONTRACT" --url "$MIGRATIE_URL" \
    --checks all --phases "$phases" ${limit:+--max-time "$limit"} --workers 1 --seed "$seed" --continue-on-failure \
    ${WITHOUT_TAGS:+--exclude-tag-regex "^($WITHOUT_TAGS)\$"} --suppress-health-check all --request-timeout 20 --generation-database none --no-color --warnings off \
    --report junit,har --report-junit-path "$reports/$name.xml" --report-har-path "$reports/$name.har" "${@:4}" || { status=1; echo "FAILED as $persona (seed $seed)"; }
}

if [[ " $personas " == *" anybody "* ]]; then
  export MIGRATIE_CALLS="$reports/calls.jsonl"
  say "records that admit every operation"
  scripts/schemathesis/prepare.sh "$MIGRATIE_CALLS" || { status=1; echo "FAILED to prepare"; }
fi
for persona in $personas; do
  run "$persona" "$persona" "${PHASES:-examples,coverage,fuzzing,stateful}"
  [ "$persona" = anybody ] || continue
  # What one prepared call stood in the way of is called once more (a deputy has one delegation at a time).
  mapfile -t never < <(node scripts/reached.mjs --names=never "$CONTRACT" "$reports")
  [ ${#never[@]} -eq 0 ] || run anybody anybody-again examples "${never[@]/#/--include-operation-id=}"
done
if [ -n "${MIGRATIE_CALLS:-}" ]; then
  cases="${CASES:-$([ -n "${PHASES:-}" ] && echo 1 || echo 100)}"
  # What the time of the runs was too short for.
  mapfile -t few < <(node scripts/reached.mjs --names=few --cases="$cases" "$CONTRACT" "$reports")
  [ ${#few[@]} -eq 0 ] || limit= run anybody few fuzzing --max-examples="$cases" "${few[@]/#/--include-operation-id=}"
  node scripts/reached.mjs --strict --cases="$cases" "$CONTRACT" "$reports" || status=1
else
  node scripts/reached.mjs "$CONTRACT" "$reports"
fi
exit "$status"
