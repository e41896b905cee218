#!/usr/bin/env bash
# Installs the tools of the checks inside the project, each only when its list has changed:
# node_modules (package-lock.json), .venv (scripts/requirements.txt), var/tools (cargo-deny).
# usage: scripts/tools.sh [node] [python] [deny]   (all of them)
source "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || set -- node python deny
mkdir -p var/tools

# fresh STAMP FILE...: true when the files are as they were when the stamp was made
fresh() { local stamp="$1"; shift; [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(cat "$@" | cksum)" ]; }
stamp() { local stamp="$1"; shift; cat "$@" | cksum >"$stamp"; }

node_tools() {
  local lists=(package.json package-lock.json clients/typescript/package.json)
  fresh node_modules/.installed "${lists[@]}" && return
  say "npm ci"
  npm ci --no-progress
  stamp node_modules/.installed "${lists[@]}"
}

python_tools() {
  fresh .venv/.installed scripts/requirements.txt && return
  say "pip install"
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check --requirement scripts/requirements.txt
  stamp .venv/.installed scripts/requirements.txt
}

# Built without optimisation and without fetching parts that we do not use (git, TLS): 50 s instead of minutes.
DENY_VERSION=0.20.2
deny_tools() {
  has cargo-deny && [ "$(cargo-deny --version)" = "cargo-deny $DENY_VERSION" ] && return
  say "cargo install cargo-deny"
  CARGO_PROFILE_DEV_DEBUG=false CARGO_TARGET_DIR="$ROOT/var/tools/target" cargo install --quiet --debug --locked --no-default-features \
    --force --root "$ROOT/var/tools" "cargo-deny@$DENY_VERSION"
  rm -rf "$ROOT/var/tools/target"
}

for tool in "$@"; do "${tool}_tools"; done
