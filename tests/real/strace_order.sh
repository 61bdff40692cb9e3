#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Shows with strace that the real program syncs its journal before it answers: between the arrival
# of `take coin` and the sending of its reply there is a sync that has returned.
# Usage: strace_order.sh PROGRAM

set -euo pipefail

readonly PROGRAM=$1
readonly PATIENCE=30

if ! command -v strace >/dev/null; then
  echo "strace is not installed (apt install strace): skipped"
  exit 0
fi

folder=$(mktemp -d)

# The server's number is in its lock; strace ends with it.
stop_server() {
  [[ ! -s $folder/home/lock ]] || kill "-$1" "$(<"$folder/home/lock")" 2>/dev/null || true
}

trap 'stop_server KILL; rm -rf "$folder"' EXIT

die() {
  printf 'strace: %s\n' "$*" >&2
  exit 1
}

# What the server says, up to a line or prompt with this in it.
await() {
  local line
  while IFS= read -r -t "$PATIENCE" -u 3 line; do
    [[ $line != *"$1"* ]] || return 0
  done
  die "the server did not say: $1"
}

strace -f -s 80 -o "$folder/trace" -e trace=fsync,fdatasync,sendto,recvfrom,read \
  "$PROGRAM" serve --home "$folder/home" --set telnet.listen=127.0.0.1:0 \
  --set http.listen= --set smtp.listen= \
  --set accounts.password_memory_kib=8 >"$folder/out" 2>"$folder/err" &
tracer=$!
for ((i = 0; i < PATIENCE * 10; ++i)); do
  ! grep -qs '^ready' "$folder/out" || break
  sleep 0.1
done
port=$(sed -n 's/^ready telnet=127.0.0.1://p' "$folder/out")
[[ -n $port ]] || die "the server did not start: $(cat "$folder/err")"

exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'create Ann friendship\r\n' >&3
await 'Welcome, Ann'
printf 'take coin\r\n' >&3
await 'You take'
exec 3>&-
stop_server TERM
wait "$tracer" || die "the server did not stop cleanly"
rm "$folder/home/lock"

# From the line to its reply. A call that another thread broke in on has returned where it resumes.
sed -n '/\(recvfrom\|read\).*take coin/,/sendto.*You take/p' "$folder/trace" |
  grep -E 'take coin|sync|You take' >"$folder/order"
cat "$folder/order"
awk '/You take/ { exit !synced } /f(data)?sync.*= 0$/ { synced = 1 } END { exit !synced }' \
  "$folder/order" || die "the reply went out before its sync had returned"
tail -n 1 "$folder/order" | grep -q 'You take' || die "there is no reply in the trace"
echo "The sync returned before the reply was sent."
