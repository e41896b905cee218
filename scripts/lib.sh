# Shared by all scripts: `source "$(dirname "$0")/lib.sh"`. Puts you in the project's folder.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"

CONTRACT="${MIGRATIE_CONTRACT:-openapi/migratie.json}"
REPORTS="$ROOT/var/reports"
MIGRATIE_BIN="${MIGRATIE_BIN:-${CARGO_TARGET_DIR:-target}/debug/migratie}"
# One persona for each kind of caller: an applicant, an officer, the administrator, a partner system.
PERSONAS="${PERSONAS:-applicant examiner-chisinau administrator partner-demo}"

# Where rustup puts cargo, also before the shell has been started anew.
[ ! -x "${HOME:-/nonexistent}/.cargo/bin/cargo" ] || PATH="$HOME/.cargo/bin:$PATH"
export PATH="$ROOT/var/tools/bin:$ROOT/node_modules/.bin:$PATH"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true SCARF_ANALYTICS=false NO_UPDATE_NOTIFIER=1

say() { printf '\n== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Builds the program unless MIGRATIE_BIN names one that is there for the purpose.
need_program() {
  case "$MIGRATIE_BIN" in
    */debug/migratie) cargo build --locked --bin migratie ;;
    *) [ -x "$MIGRATIE_BIN" ] || die "$MIGRATIE_BIN is no program" ;;
  esac
}

# Stops the server that with_server started, and whatever it left; says so, and fails, if it left its cluster running.
stop_server() {
  local status=0 pidfile pid
  if [ -n "${SERVER_PID:-}" ]; then
    kill -TERM "$SERVER_PID" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$SERVER_PID" 2>/dev/null || break; sleep 0.1; done
    if kill -0 "$SERVER_PID" 2>/dev/null; then
      echo "the server did not stop on SIGTERM within 10 s" >&2
      kill -KILL "$SERVER_PID" 2>/dev/null || true
      status=1
    fi
    wait "$SERVER_PID" 2>/dev/null || true
    SERVER_PID=
  fi
  if [ -n "${SERVER_DIR:-}" ]; then
    while read -r pidfile; do
      pid="$(head -n 1 "$pidfile")"
      if kill -0 "$pid" 2>/dev/null; then
        echo "the server left its PostgreSQL running" >&2
        kill -QUIT "$pid" 2>/dev/null || true
        for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
        status=1
      fi
    done < <(find "$SERVER_DIR" -name postmaster.pid 2>/dev/null)
    if [ -f "$SERVER_DIR/server.log" ]; then mkdir -p "$REPORTS" && cp "$SERVER_DIR/server.log" "$REPORTS/${SERVER_LOG:-server.log}"; fi
    rm -rf "$SERVER_DIR"
    SERVER_DIR=
  fi
  return "$status"
}

# with_server COMMAND...: runs the command with MIGRATIE_URL (and MIGRATIE_SANDBOX_URL) naming a server of its own, on free ports, with a fresh data
# folder; stops server and database whatever happens. A server that MIGRATIE_URL names already is used as it is.
with_server() {
  if [ -n "${MIGRATIE_URL:-}" ]; then "$@"; return; fi
  need_program
  SERVER_DIR="$(mktemp -d "${TMPDIR:-/tmp}/migratie.XXXXXX")"
  trap 'stop_server || true' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  local port management sandbox
  read -r port management sandbox < <(node scripts/free-ports.mjs 3)
  MIGRATIE_MODE=development MIGRATIE_LISTEN="127.0.0.1:$port" MIGRATIE_MANAGEMENT_LISTEN="127.0.0.1:$management" \
    MIGRATIE_SANDBOX_LISTEN="127.0.0.1:$sandbox" MIGRATIE_DATA_DIR="$SERVER_DIR/data" "$MIGRATIE_BIN" serve >"$SERVER_DIR/server.out" 2>"$SERVER_DIR/server.log" &
  SERVER_PID=$!
  if ! node scripts/wait-ready.mjs "http://127.0.0.1:$management/ready" "$SERVER_PID" "${READY_SECONDS:-60}"; then
    tail -n 40 "$SERVER_DIR/server.log" >&2
    die "the server does not become ready"
  fi
  local status=0
  export MIGRATIE_URL="http://127.0.0.1:$port" MIGRATIE_MANAGEMENT_URL="http://127.0.0.1:$management"
  export MIGRATIE_SANDBOX_URL="http://127.0.0.1:$sandbox"
  "$@" || status=$?
  if ! kill -0 "$SERVER_PID" 2>/dev/null; then echo "the server died meanwhile:" >&2; tail -n 40 "$SERVER_DIR/server.log" >&2; status=1; fi
  unset MIGRATIE_URL MIGRATIE_MANAGEMENT_URL MIGRATIE_SANDBOX_URL
  # What it wrote while all this went on names nobody.
  node scripts/logs/scan.mjs "$SERVER_DIR/server.log" || status=1
  stop_server || status=1
  trap - EXIT INT TERM
  return "$status"
}
