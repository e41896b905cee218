# Shared by the scripts of backup and restore: `source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"`. They need bash, coreutils, tar, gzip and PostgreSQL's own
# programs. PostgreSQL is reached as libpq's environment says (PGHOST, PGUSER, PGSERVICE ...), its password lies in PGPASSFILE or ~/.pgpass:
# nothing secret stands on a command line, where every user of the machine reads it.
set -euo pipefail
export LC_ALL=C
# What is copied holds personal data.
umask 077

die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }
warn() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

# postgresql PROGRAM [VERSION]: where one of PostgreSQL's programs is: in PGBIN, else of that major version, else the newest.
postgresql() {
  local folder found=
  if [ -n "${PGBIN:-}" ]; then
    [ -x "$PGBIN/$1" ] || die "$PGBIN (PGBIN) has no $1"
    echo "$PGBIN/$1"
    return
  fi
  while IFS= read -r folder; do
    if [ -x "$folder/$1" ]; then found="$folder/$1"; fi
  done < <(printf '%s\n' /usr/lib/postgresql/${2:-*}/bin | sort --version-sort)
  if [ -z "$found" ]; then found="$(command -v "$1")" || die "$1 is not on this machine; PGBIN names the folder of PostgreSQL ${2:-}"; fi
  echo "$found"
}

# whole FOLDER: what was copied there has reached the disk.
whole() { sync --file-system "$1"; }
