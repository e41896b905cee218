#!/usr/bin/env bash
# Checks for what the machine must have, and installs what is missing: with apt when root, else it prints the command.
# usage: scripts/setup.sh run|test   (what the program needs | what the checks need as well)
source "$(dirname "$0")/lib.sh"
purpose="${1:-run}"
packages=()

postgres_bin() {
  { pg_config --bindir 2>/dev/null; ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; } | while read -r dir; do
    if [ -x "$dir/initdb" ]; then echo "$dir"; break; fi
  done
}
has_libpq() { pkg-config --exists libpq 2>/dev/null || { has pg_config && [ -e "$(pg_config --libdir)/libpq.so" ]; }; }
node_is_new() { has node && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 11) ? 0 : 1)'; }

has cc || packages+=(build-essential)
has pkg-config || packages+=(pkg-config)
has_libpq || packages+=(libpq-dev)
has initdb || [ -n "$(postgres_bin)" ] || packages+=(postgresql)
if [ "$purpose" = test ]; then
  has npm || packages+=(nodejs npm)
  python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
fi

if [ ${#packages[@]} -gt 0 ]; then
  install="apt-get install --yes --no-install-recommends ${packages[*]}"
  [ "$(id -u)" = 0 ] && has apt-get || die "missing on this machine: ${packages[*]}. Install it with: sudo $install"
  say "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  if [[ " ${packages[*]} " == *" postgresql "* ]]; then
    # The system's own cluster is not wanted: the program starts a private one.
    apt-get install --yes --no-install-recommends postgresql-common
    sed -i -E 's/^#?(create_main_cluster) .*/\1 = false/' /etc/postgresql-common/createcluster.conf
  fi
  $install
fi

needed="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"
found="$(cargo --version 2>/dev/null | sed -n 's/^cargo \([0-9][0-9.]*\).*/\1/p')" || found=
if [ -z "$found" ] || [ "$(printf '%s\n' "$needed" "$found" | sort -V | head -n 1)" != "$needed" ]; then
  if has rustup; then
    install="rustup update stable && rustup default stable"
  else
    install="curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
    has curl || install="apt-get install --yes curl ca-certificates && $install"
  fi
  if [ -z "$found" ]; then missing="cargo is missing"; else missing="cargo is $found"; fi
  die "$missing, and Rust $needed or newer is needed. Install it with: $install"
fi

# A full disk shows itself late and in many disguises (a database that answers 500, a report cut off).
if has df && has awk && [ ! -d "${CARGO_TARGET_DIR:-target}/debug/deps" ]; then
  free="$(df -Pk . | awk 'NR == 2 { print int($4 / 1048576) }')"
  [ "$free" -ge 12 ] || echo "warning: $free GB are free here; a first build with its tests takes about 10" >&2
fi

# A Node too old for the tools is replaced by one of our own, from the package that carries the program itself.
if [ "$purpose" = test ] && ! node_is_new; then
  say "installing Node 22 into var/tools"
  case "$(uname -m)" in x86_64) machine=x64 ;; aarch64) machine=arm64 ;; *) die "Node 20.11 or newer is needed" ;; esac
  npm install --silent --no-save --prefix var/tools/node "node-linux-$machine@22"
  mkdir -p var/tools/bin
  ln -sf "$ROOT/var/tools/node/node_modules/node-linux-$machine/bin/node" var/tools/bin/node
  hash -r
  node_is_new || die "Node 20.11 or newer is needed"
fi
