#!/usr/bin/env bash
# restore.sh --time INSTANT | --name POINT | --latest BACKUP PGDATA
#
# Makes PGDATA, a new folder of a cluster, out of BACKUP/base and BACKUP/wal. PostgreSQL, started on it, goes through the log to the instant (the
# restore point, or the end) and then takes writes; where the log does not reach so far it refuses to start and says so. As root, PGDATA is given to
# whoever owns the folder it lies in.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
usage="usage: restore.sh --time INSTANT | --name POINT | --latest BACKUP PGDATA"
target= instant=
case "${1:-}" in
  --time)
    [ $# -eq 4 ] && [ -n "$2" ] || die "$usage"
    instant="$(date --utc --date="$2" '+%Y-%m-%d %H:%M:%S.%6N+00')" || die "$2 is no instant; write it like 2026-11-23 12:00:00.25+02"
    target="recovery_target_time = '$instant'"
    shift 2 ;;
  --name)
    [ $# -eq 4 ] || die "$usage"
    [[ "$2" =~ ^[0-9A-Za-z._-]+$ ]] || die "a restore point's name has letters, digits and ._- only"
    target="recovery_target_name = '$2'"
    shift 2 ;;
  --latest) [ $# -eq 3 ] || die "$usage"; shift ;;
  *) die "$usage" ;;
esac
backup="$(realpath -- "$1")" pgdata="$2"
# It will stand in a command of PostgreSQL's.
[[ "$backup" =~ ^[0-9A-Za-z/._+-]+$ ]] || die "the path $backup has more than letters, digits and /._+-"
[ -d "$backup/wal" ] || die "$backup/wal is not there: without the log nothing after a base backup can be restored"
[ ! -e "$pgdata" ] || die "$pgdata is there already; move it away first if it is really to be replaced"

# The newest base backup that had ended by then.
base=
for folder in "$backup"/base/[0-9]*Z; do
  [ -d "$folder" ] || continue
  if [ -z "$instant" ] || [[ ! "$(basename "$folder")" > "$(date --utc --date="$instant" +%Y%m%dT%H%M%S.%6NZ)" ]]; then base="$folder"; fi
done
[ -n "$base" ] || die "$backup/base has no backup that ended by ${instant:-now}"
echo "base backup $base"
others="$(find "$base" -name '*.tar.gz' ! -name base.tar.gz ! -name pg_wal.tar.gz)"
[ -z "$others" ] || die "tablespaces have to be unpacked by hand: $others"

# In a folder beside, so that what is half unpacked is never taken for a cluster.
mkdir -p -- "$(dirname "$pgdata")"
unfinished="$(mktemp --directory -- "$(dirname "$pgdata")/.restoring.XXXXXX")"
trap 'rm -rf -- "$unfinished"' EXIT
damaged() { die "$base is damaged"; }
tar --extract --gzip --file="$base/base.tar.gz" --directory="$unfinished" || damaged
tar --extract --gzip --file="$base/pg_wal.tar.gz" --directory="$unfinished/pg_wal" || damaged
version="$(cat "$unfinished/PG_VERSION")"
verify="$(postgresql pg_verifybackup "$version")"
"$verify" --quiet --manifest-path="$base/backup_manifest" "$unfinished" || damaged

# A file of the log that is missing between others: PostgreSQL would take the gap for the end.
range="$(tr --delete '\n' <"$base/backup_manifest" | grep --only-matching --extended-regexp '"WAL-Ranges": \[[^]]*\]' || true)"
timeline="$(grep --only-matching --extended-regexp '"Timeline": [0-9]+' <<<"$range" | tail -n 1 | cut --delimiter=' ' --fields=2 || true)"
end="$(grep --only-matching --extended-regexp '"End-LSN": "[0-9A-F]+/[0-9A-F]+"' <<<"$range" | tail -n 1 | cut --delimiter='"' --fields=4 || true)"
size="$("$(postgresql pg_controldata "$version")" --pgdata="$unfinished" | sed -n 's/^Bytes per WAL segment: *//p')"
[[ "$timeline" =~ ^[0-9]+$ && "$end" == */* && "$size" =~ ^[0-9]+$ ]] || die "$base/backup_manifest does not say where its log ends"
each=$((0x100000000 / size))
# The byte before the end is the last that the base backup needs; from the file that has it on, the archive is all there is.
next=$(((0x${end%/*} * 0x100000000 + 0x${end#*/} - 1) / size))
named() { printf '%08X%08X%08X' "$timeline" $(($1 / each)) $(($1 % each)); }
first="$(named "$next")"
gap=
archived="$unfinished/.archived"
find "$backup/wal" -maxdepth 1 -type f -printf '%f\n' | sort >"$archived"
# After a failover the log goes on under another number, which this does not follow.
later="$(grep --extended-regexp '^[0-9A-F]{8}\.history$' "$archived" | tail -n 1 || true)"
if [ -n "$later" ] && ((16#${later%.history} > timeline)); then
  [ -n "$target" ] || die "the log goes on in another timeline ($later): make the restore from a base backup of that one"
  warn "the log goes on in another timeline ($later): what came after the change is not restored"
fi
while IFS= read -r name; do
  [[ "$name" < "$first" ]] && continue
  [ "$name" = "$(named "$next")" ] || { gap="$(named "$next")"; break; }
  next=$((next + 1))
done < <(grep --extended-regexp "^$(printf '%08X' "$timeline")[0-9A-F]{16}\$" "$archived")
rm -- "$archived"
if [ -n "$gap" ]; then
  [ -n "$target" ] || die "$gap is missing in $backup/wal: what was done after it would be lost; give --time if that is meant"
  warn "$gap is missing in $backup/wal: nothing that came after it can be restored"
fi

# What is restored writes nothing into the archive of what it was restored from.
cat >>"$unfinished/postgresql.auto.conf" <<CONF
archive_mode = 'off'
restore_command = 'cp -- "$backup/wal/%f" "%p"'
recovery_target_timeline = 'current'
recovery_target_action = 'promote'
$target
CONF
touch -- "$unfinished/recovery.signal"
chmod 700 -- "$unfinished"
if [ "$(id --user)" -eq 0 ]; then
  owner="$(stat --format=%U -- "$(dirname "$pgdata")")"
  # PostgreSQL takes a log that it may not read for one that has ended.
  unread="$(runuser --user "$owner" -- find "$backup/wal" ! -readable -print -quit 2>&1)" || unread="$backup/wal"
  [ -z "$unread" ] || die "$owner, who will run PostgreSQL, cannot read $unread"
  chown --recursive -- "$owner:" "$unfinished"
fi
whole "$unfinished"
mv -- "$unfinished" "$pgdata"
trap - EXIT
echo "restored to $pgdata; PostgreSQL, started on it, goes on to ${target:-the end of the log}"
