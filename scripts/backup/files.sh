#!/usr/bin/env bash
# files.sh FROM TO: copies the store of files, there and back. An object never changes under its name, so that only those are copied that TO has
# not; each comes under its name when it is whole, so that one that is there is whole. Nothing is taken away. Says how many were copied.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -eq 2 ] || die "usage: files.sh FROM TO"
from="$(realpath -- "$1")" to="$2"
[ -d "$from/blobs" ] || die "$from is no store of files: it has no folder blobs"
mkdir -p -- "$to"
to="$(realpath -- "$to")"
[ "$from" != "$to" ] || die "$from would be copied onto itself"

# What the program is writing at this instant has another name until it is whole.
objects() { (cd -- "$1" && find . -type f -regextype posix-extended -regex '\./blobs/[0-9a-f]{2}/[0-9a-f-]{36}' -print0) | sort --zero-terminated; }

exec 9<"$to"
flock --nonblock 9 || die "somebody copies to $to already"
incoming="$to/.incoming"
rm -rf -- "$incoming"
mkdir -- "$incoming"
missing="$incoming/.missing"
# By way of files, so that a folder that cannot be read ends this and is not taken for an empty one.
objects "$from" >"$incoming/.there"
objects "$to" >"$incoming/.here"
comm --zero-terminated -23 "$incoming/.there" "$incoming/.here" >"$missing"
if ! (cd -- "$from" && xargs --null --no-run-if-empty cp --parents --preserve=mode,timestamps --target-directory="$incoming" -- <"$missing") 2>"$incoming/.said"; then
  # What was never recorded the program may have taken away meanwhile, which is no loss; what is still there must have come whole.
  while IFS= read -r -d '' name; do
    if [ ! -e "$from/$name" ]; then
      rm -f -- "$incoming/$name"
    elif ! cmp --silent -- "$from/$name" "$incoming/$name"; then
      cat "$incoming/.said" >&2
      die "$from/$name was not copied"
    fi
  done <"$missing"
fi
count="$(find "$incoming" -mindepth 2 -type f -printf . | wc --bytes)"
whole "$incoming"
if [ -d "$incoming/blobs" ]; then
  for folder in "$incoming"/blobs/*/; do
    into="$to/blobs/$(basename "$folder")"
    mkdir -p -- "$into"
    find "$folder" -type f -exec mv --target-directory="$into" -- {} +
  done
fi
rm -rf -- "$incoming"
whole "$to"
echo "$count files copied to $to"
