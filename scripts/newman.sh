#!/usr/bin/env bash
# Runs every journey of Postman against the server that MIGRATIE_URL names, each on its own. usage: scripts/newman.sh [NAME...]
source "$(dirname "$0")/lib.sh"
[ -n "${MIGRATIE_URL:-}" ] || exec scripts/with-server.sh "$0" "$@"
mkdir -p "$REPORTS/newman" postman/files
status=0 passed=0 failed=0
for collection in "${COLLECTIONS:-postman/collections}"/*.postman_collection.json; do
  name="$(basename "$collection" .postman_collection.json)"
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  if newman run "$collection" --environment postman/environments/ci.postman_environment.json --env-var "baseUrl=$MIGRATIE_URL" \
    --env-var "sandboxUrl=${MIGRATIE_SANDBOX_URL:-http://127.0.0.1:8082}" \
    --env-var "recorderUrl=${RECORDER_URL:-}" --iteration-count "${ITERATIONS:-1}" \
    --working-dir postman/files --timeout-request 20000 --reporters "${NEWMAN_REPORTERS:-cli,junit}" \
    --reporter-junit-export "$REPORTS/newman/$name.xml" --color off >"$REPORTS/newman/$name.log" 2>&1; then
    passed=$((passed + 1)); echo "ok     $name"
  else
    failed=$((failed + 1)); status=1; echo "FAILED $name"; cat "$REPORTS/newman/$name.log"
  fi
done
echo "newman journeys: $passed passed, $failed failed"
[ $((passed + failed)) -gt 0 ] || die "there is no journey"
exit "$status"
