#!/usr/bin/env bash
# Everything that must hold before a change lands, unattended, as root or not. Leaves nothing running.
# STEP_SECONDS (2400) ends a step that hangs.
source "$(dirname "$0")/lib.sh"
export MIGRATIE_TEST_RUN="run-$$-$RANDOM"
mkdir -p "$REPORTS"
summary="$REPORTS/summary.txt"
: >"$summary"

# step NAME COMMAND...: runs a step, times it, and goes on when it fails, so that one run tells all. `timeout` gives the step a process
# group of its own, and hands on to all of it what ends this script.
current= lanes=()
stop() {
  trap - INT TERM EXIT
  kill $current "${lanes[@]}" 2>/dev/null || true
  wait
  [ ${#lanes[@]} -eq 0 ] || tail -n 40 "$REPORTS"/lane-*.log
  exit 130
}
trap stop INT TERM
step() {
  local name="$1" begin=$SECONDS result=ok
  shift
  say "$name"
  timeout --kill-after=30 "${STEP_SECONDS:-2400}" "$@" &
  current=$!
  wait "$current" || result=FAILED
  current=
  printf '%-8s %5d s  %s\n' "$result" $((SECONDS - begin)) "$name" >>"$summary"
}

# beside LANE...: functions of steps that keep one core busy each, at once; what they say is told one after the other.
beside() {
  local lane
  for lane in "$@"; do
    (trap stop INT TERM && lanes=() && export SERVER_LOG="server-$lane.log" && "$lane") >"$REPORTS/lane-$lane.log" 2>&1 &
    lanes+=($!)
  done
  for lane in "${!lanes[@]}"; do
    wait "${lanes[$lane]}" || echo "FAILED       0 s  ${*:lane+1:1}: ended early" >>"$summary"
    cat "$REPORTS/lane-${*:lane+1:1}.log"
  done
  lanes=()
}

# The tools are fetched while the compiler works.
scripts/setup.sh test
timeout 1800 scripts/tools.sh >"$REPORTS/tools.log" 2>&1 &
tools=$!
trap 'kill "$tools" 2>/dev/null || true' EXIT

step "formatting" cargo fmt --all --check
step "clippy" cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
wait "$tools" || { cat "$REPORTS/tools.log"; die "the tools of the checks cannot be installed"; }
trap - EXIT
step "licences, bans, sources" cargo deny check licenses bans sources
step "Rust tests" cargo test --workspace --locked --no-fail-fast
# The program that the tests ran, under a name by which it is not built again.
export MIGRATIE_BIN="$REPORTS/migratie"
cp -f "${CARGO_TARGET_DIR:-target}/debug/migratie" "$MIGRATIE_BIN" || true
step "contract and what is made from it" scripts/contract.sh --check
# What it says when it says most, and names nobody (scripts/logs); html5ever repeats the page that it reads.
step "a running server: newman, client journeys, linked data" env MIGRATIE_LOG=debug,html5ever=info scripts/with-server.sh scripts/live.sh
# Some of them are bounded by seconds: nothing runs beside them.
step "the tools' own tests" node --test scripts/tests/
# The phases of Schemathesis that are the same every time: examples as whoever may (every operation must succeed) and as each kind of caller,
# every bound as an officer. `make schemathesis` does all as each.
export SEED="${SEED:-1}"
examples() {
  step "conformance: examples" env PHASES=examples SCHEMATHESIS_REPORTS="$REPORTS/schemathesis" scripts/schemathesis.sh 600
}
checks_and_bounds() {
  step "contract lint" scripts/lint.sh
  step "breaking changes" node scripts/breaking/check.mjs
  step "proof that the checks can fail" scripts/check-the-checks
  step "every operation called with success, refused, and with bad input" node postman/build/coverage.mjs --strict
  step "TypeScript client" scripts/clients.sh unit
  step "conformance: bounds" env PHASES=coverage SCHEMATHESIS_REPORTS="$REPORTS/schemathesis-bounds" scripts/schemathesis.sh 900 examiner-chisinau
}
beside examples checks_and_bounds
step "nothing left running" scripts/nothing-left.sh

say "summary"
cat "$summary"
failed="$(sed -n 's/^FAILED *[0-9]* s *//p' "$summary" | paste -sd ';')"
[ -z "$failed" ] || die "failed: $failed"
echo "all $(wc -l <"$summary") steps passed in $SECONDS s"
