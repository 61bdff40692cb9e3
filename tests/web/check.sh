#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Serves a new world on free ports and has check.mjs look at its pages.
# Usage: check.sh PROGRAM FOLDER-FOR-PICTURES

set -euo pipefail

readonly PROGRAM=$1 PICTURES=$2
readonly PATIENCE=30

die() {
  printf 'check.sh: %s\n' "$*" >&2
  exit 1
}

folder=$(mktemp -d)
mkdir -p "$PICTURES"
"$PROGRAM" serve --home "$folder/home" --set telnet.listen= --set smtp.listen= \
  --set http.listen=127.0.0.1:0 --set accounts.password_memory_kib=8 \
  >"$folder/out" 2>"$folder/err" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
for ((i = 0; i < PATIENCE * 10; ++i)); do
  ! grep -qs '^ready' "$folder/out" || break
  sleep 0.1
done
address=$(sed -n 's/^ready http=//p' "$folder/out")
[[ -n $address ]] || die "the server did not get ready: $(<"$folder/err")"
node "$(dirname "$0")/check.mjs" "http://$address/" "$PICTURES"
