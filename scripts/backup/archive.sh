#!/usr/bin/env bash
# PostgreSQL's archive_command: archive.sh FOLDER PATH NAME puts one file of the write-ahead log into the archive. Ends with 0 only when it is
# there, whole and on the disk: then PostgreSQL forgets its own. A file that is there already is never written over; the same one again is well
# (PostgreSQL asks again after a crash).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -eq 3 ] || die "usage: archive.sh FOLDER PATH NAME"
folder="$1" path="$2" name="$3"
[[ "$name" =~ ^[0-9A-Za-z.]+$ ]] || die "$name is no name of a file of the log"

mkdir -p -- "$folder"
if [ -e "$folder/$name" ]; then
  cmp --silent -- "$path" "$folder/$name" || die "$folder/$name is there with another content: does another cluster write to this archive?"
  exit 0
fi
part="$folder/.$name.part"
cp -- "$path" "$part"
sync -- "$part"
mv -- "$part" "$folder/$name"
sync -- "$folder"
