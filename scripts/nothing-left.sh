#!/usr/bin/env bash
# Fails when a process started by this test run (it carries MIGRATIE_TEST_RUN in its environment) is still there, and ends it.
source "$(dirname "$0")/lib.sh"
[ -n "${MIGRATIE_TEST_RUN:-}" ] || die "MIGRATIE_TEST_RUN is not set"
status=0
for folder in /proc/[0-9]*; do
  pid="${folder#/proc/}"
  tr "\0" "\n" 2>/dev/null <"$folder/environ" | grep -qx "MIGRATIE_TEST_RUN=$MIGRATIE_TEST_RUN" || continue
  # This script and those that wait for it are no leftovers.
  ancestor=$$ mine=
  while [ "$ancestor" -gt 1 ]; do
    [ "$ancestor" != "$pid" ] || mine=yes
    ancestor="$(awk '/^PPid:/ { print $2 }' "/proc/$ancestor/status" 2>/dev/null || echo 1)"
  done
  [ "$(awk '/^PPid:/ { print $2 }' "$folder/status" 2>/dev/null)" != $$ ] || mine=yes
  [ -z "$mine" ] || continue
  echo "left running: $pid $(tr '\0' ' ' <"$folder/cmdline" 2>/dev/null)"
  kill -KILL "$pid" 2>/dev/null || true
  status=1
done
# The folder of a cluster that lives as long as its test program (tests/support/folder.rs).
for folder in /dev/shm/migratie-tests-*; do
  pid="${folder#/dev/shm/migratie-tests-}"
  [ ! -d "$folder" ] || [ -d "/proc/${pid%%-*}" ] || rm -rf "$folder"
done
[ "$status" = 1 ] || echo "nothing"
exit "$status"
