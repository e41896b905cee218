#!/usr/bin/env bash
# base.sh BACKUP: a base backup of the whole cluster, roles included, with the log that was written meanwhile, into BACKUP/base/<instant>, whose
# name is when it ended by the database's clock: from that instant on it can be restored to any. Says where it is. Run as a role with
# REPLICATION.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -eq 1 ] || die "usage: base.sh BACKUP"
backup="$1"

psql="$(postgresql psql)"
pg_basebackup="$(postgresql pg_basebackup)"
ask() { "$psql" --no-psqlrc --no-password --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 --dbname="${PGDATABASE:-postgres}" --command="$1"; }

mode="$(ask "select current_setting('archive_mode')")"
[ "$mode" != off ] || die "archive_mode is off: this could be restored to the instant of its end only"

mkdir -p -- "$backup/base"
unfinished="$(mktemp --directory -- "$backup/base/.unfinished.XXXXXX")"
trap 'rm -rf -- "$unfinished"' EXIT
"$pg_basebackup" --no-password --pgdata="$unfinished" --format=tar --gzip --wal-method=stream --checkpoint=fast
ended="$(ask "select to_char(clock_timestamp() at time zone 'UTC', 'YYYYMMDD\"T\"HH24MISS.US\"Z\"')")"
whole "$unfinished"
mv -- "$unfinished" "$backup/base/$ended"
trap - EXIT
echo "$backup/base/$ended"

# A base backup is worth little without the log after it.
failing="$(ask "select last_failed_wal || ' since ' || last_failed_time from pg_stat_archiver
                 where last_failed_time > coalesce(last_archived_time, '-infinity')")"
[ -z "$failing" ] || die "the backup is made, but the log does not reach the archive: $failing; see PostgreSQL's log"
