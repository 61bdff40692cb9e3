#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Figures of the post's and the web's door: the real program on one core, senders, browsers and
# players on another. The post is compared in the same run with Postfix (one sync a letter) and with
# smtp-sink (keeps nothing), on the same core; a player's `look` is timed alone, under web load and
# under a flood of letters. CPU is that of /proc: of a process and of all below it, also the ended.
# Everything is on 127.0.0.1 and ports that are free; only what was started here is ended.
# Usage: doors.sh PROGRAM
# MUDLOAD=PATH names the load generator that plays; without it no `look` is timed.

set -euo pipefail
export LC_ALL=C

readonly PROGRAM=${1:?Usage: doors.sh PROGRAM}
readonly SERVER_CORE=0
readonly CLIENT_CORE=1
readonly PATIENCE=30 # seconds, for whatever should take less than one
readonly BOUND=120   # seconds, for one pass of a load
readonly PASSES=3
readonly WARM=100
readonly -A LETTERS=([reality]=5000 [smtp-sink]=5000 [Postfix]=1000) # a pass
readonly SENDERS=10
readonly WRK_SECONDS=8
readonly BROWSERS=32
readonly PLAYERS=50
readonly LOOKS_PER_SECOND=200
readonly LOOK_SECONDS=8

folder=$(mktemp -d)
declare -A pid address skipped

# --- starting and ending --------------------------------------------------------------------------

say() { printf '%s\n' "$*" >&2; }

die() {
  say "doors: $*"
  exit 1
}

# end SIGNAL NAME
end() {
  [[ -n ${pid[$2]:-} ]] || return 0
  kill "-$1" "${pid[$2]}" 2>/dev/null || true
  wait "${pid[$2]}" 2>/dev/null || true
  unset "pid[$2]"
}

postfix_is_up_or_gone() {
  answers "${address[Postfix]##*:}" || ! kill -0 "${pid[Postfix]}"
}

# Its master outlives the wrapper that we started, and does not hear before it is up.
end_postfix() {
  [[ -n ${pid[Postfix]:-} ]] || return 0
  (await 'Postfix' postfix_is_up_or_gone) || true
  timeout "$PATIENCE" postfix -c "$folder/postfix/config" stop >/dev/null 2>&1 || true
  end KILL Postfix
}

end_all() {
  local name
  end_postfix
  for name in "${!pid[@]}"; do end KILL "$name"; done
  rm -rf "$folder"
}

trap end_all EXIT

need_tools() {
  local pair
  for pair in taskset:util-linux curl:curl wrk:wrk smtp-source:postfix smtp-sink:postfix; do
    command -v "${pair%:*}" >/dev/null ||
      die "${pair%:*} is missing: apt-get install --no-install-recommends ${pair#*:}"
  done
  (($(nproc) > 1)) || die "this takes two cores, one for the server and one for its clients"
  [[ $(stat -f -c %T "$folder") != tmpfs ]] ||
    say "Warning: $folder is in memory, so a letter that is synced there is not on a disk."
}

# await WHAT COMMAND...: until the command succeeds.
await() {
  local what=$1 i
  shift
  for ((i = 0; i < PATIENCE * 20; ++i)); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.05
  done
  die "$what: nothing after $PATIENCE s"
}

# Of bash's own making, so that it needs no tool.
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port that nobody listens on, below those that the kernel gives to clients.
free_port() {
  local port i
  for ((i = 0; i < 100; ++i)); do
    port=$((20000 + RANDOM % 10000))
    answers "$port" || break
  done
  printf '%s' "$port"
}

served() { sed -n "s/^ready.* $1=\([0-9.:]*\).*/\1/p" "$folder/out"; }

reality_is_up_or_gone() {
  grep -q '^ready' "$folder/out" || ! kill -0 "${pid[reality]}"
}

# start_reality HOME: with its doors in telnet, http and address[reality].
start_reality() {
  : >"$folder/out"
  taskset -c "$SERVER_CORE" "$PROGRAM" serve --home "$folder/$1" --set telnet.listen=127.0.0.1:0 \
    --set http.listen=127.0.0.1:0 --set smtp.listen=127.0.0.1:0 --set mail.domain=localhost \
    --set limits.letters_per_player=0 >"$folder/out" 2>"$folder/err" &
  pid[reality]=$!
  await "$PROGRAM" reality_is_up_or_gone
  grep -q '^ready' "$folder/out" || die "$PROGRAM did not start: $(tail -n 5 "$folder/err")"
  telnet=$(served telnet)
  http=$(served http)
  address[reality]=$(served smtp)
}

add_orla() { printf 'friendship\n' | "$PROGRAM" account --home "$folder/$1" add orla >/dev/null; }

start_sink() {
  local port user=()
  port=$(free_port)
  ((EUID != 0)) || user=(-u nobody)
  taskset -c "$SERVER_CORE" smtp-sink "${user[@]}" "127.0.0.1:$port" 1000 2>"$folder/sink_err" &
  pid[smtp-sink]=$!
  address[smtp-sink]=127.0.0.1:$port
  await smtp-sink answers "$port"
}

# Takes letters for localhost, queues and throws them away. It has no way to send any out.
write_postfix() {
  local home=$1 port=$2
  mkdir -p "$home/config" "$home/queue" "$home/data"
  chmod 755 "$folder" "$home"
  chown postfix "$home/data"
  cat >"$home/config/main.cf" <<END
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
maillog_file = $home/log
maillog_file_prefixes = $home
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = src.test
mydestination =
virtual_mailbox_domains = localhost
virtual_transport = discard:
default_transport = error:this instance sends nothing out
smtpd_peername_lookup = no
smtpd_recipient_restrictions = reject_unauth_destination
in_flow_delay = 0
END
  cat >"$home/config/master.cf" <<END
127.0.0.1:$port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
END
}

start_postfix() {
  local home=$folder/postfix port
  if ((EUID != 0)); then
    skipped[Postfix]="only root can start Postfix"
    return 0
  fi
  port=$(free_port)
  address[Postfix]=127.0.0.1:$port
  write_postfix "$home" "$port"
  taskset -c "$SERVER_CORE" postfix -c "$home/config" start-fg >"$home/out" 2>&1 &
  pid[Postfix]=$!
  await "Postfix" answers "$port"
}

# --- measuring ------------------------------------------------------------------------------------

# Clock ticks of CPU of a process, all below it, and those of them that have ended and were reaped.
cpu_ticks() {
  # A process may end while it is read.
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v root="$1" '
    { id = $1; sub(/^.*\) /, ""); parent[id] = $2; ticks[id] = $12 + $13 + $14 + $15 }
    END {
      for (id in parent) {
        above = id
        while (above != root && above in parent) above = parent[above]
        if (above == root) sum += ticks[id]
      }
      print sum + 0
    }'
}

# cpu_per_1000 TICKS COUNT
cpu_per_1000() {
  awk -v ticks="$1" -v count="$2" -v hz="$(getconf CLK_TCK)" \
    'BEGIN { print ticks / hz / count * 1000 }'
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

status() { curl -sS --max-time "$PATIENCE" "http://$http/status.json"; }
letters_waiting() { status | sed -n 's/.*"letters_waiting": \([0-9]*\).*/\1/p'; }

# What Postfix still has to throw away is work of the pass that brought it.
postfix_is_idle() {
  [[ -z $(find "$folder"/postfix/queue/{incoming,active,maildrop} -type f -print -quit) ]]
}

source_to() {
  local where=$1
  shift
  timeout "$BOUND" taskset -c "$CLIENT_CORE" "$@" -l 4096 -f a@src.test -t orla@localhost "$where"
}

send_single() { source_to "$1" smtp-source -s "$SENDERS" -m "$2"; }

send_kept() { source_to "$1" smtp-source -d -s "$SENDERS" -m "$2"; }

# pass NAME MODE: adds a line "letters/s, CPU s/1000" to the figures.
pass() {
  local name=$1 mode=$2 count=${LETTERS[$1]} before began took after
  before=$(cpu_ticks "${pid[$name]}")
  began=${EPOCHREALTIME/./}
  "send_$mode" "${address[$name]}" "$count" || die "$name does not take all letters"
  took=$((${EPOCHREALTIME/./} - began))
  sleep 0.2
  [[ $name != Postfix ]] || await "Postfix's queue" postfix_is_idle
  after=$(cpu_ticks "${pid[$name]}")
  printf '%s %s\n' "$((count * 1000000 / took))" "$(cpu_per_1000 $((after - before)) "$count")" \
    >>"$folder/$mode.$name"
}

# row MODE NAME: medians, and those of reality divided by them.
row() {
  local rate cpu
  rate=$(cut -d' ' -f1 "$folder/$1.$2" | median)
  cpu=$(cut -d' ' -f2 "$folder/$1.$2" | median)
  [[ $2 != reality ]] || { our_rate=$rate our_cpu=$cpu; }
  awk -v name="$2" -v all="$(cut -d' ' -f1 "$folder/$1.$2" | paste -sd/)" -v r="$rate" -v c="$cpu" \
    -v our_r="$our_rate" -v our_c="$our_cpu" 'BEGIN {
      printf "  %-12s %10d %10.3f %9.2f %9.2f   %s\n", name, r, c, our_r / r, our_c / c, all }'
}

# compare MODE: in turns, so that what else the machine does meets all of them.
compare() {
  local mode=$1 names=(reality smtp-sink) name i
  [[ -n ${skipped[Postfix]:-} ]] || names+=(Postfix)
  for name in "${names[@]}"; do "send_$mode" "${address[$name]}" "$WARM"; done
  for ((i = 0; i < PASSES; ++i)); do
    for name in "${names[@]}"; do pass "$name" "$mode"; done
  done
  for name in "${names[@]}"; do row "$mode" "$name"; done
}

# --- the parts ------------------------------------------------------------------------------------

check_waiting() {
  local expected=$1 when=$2 waiting
  waiting=$(letters_waiting)
  printf '  %s of %s letters wait for orla %s\n' "$waiting" "$expected" "$when"
  [[ $waiting == "$expected" ]] || die "letters were lost or doubled"
}

post() {
  local sent=$((2 * (WARM + PASSES * LETTERS[reality])))
  start_reality post
  add_orla post
  start_sink
  start_postfix
  printf 'Letters of 4 KiB from %s senders, medians of %s\n' "$SENDERS" "$PASSES"
  printf '  %-12s %10s %10s %9s %9s\n' '' letters/s 'CPU s/1000' 'ratio /s' 'ratio CPU'
  echo ' a connection for each letter (smtp-source -s 10)'
  compare single
  echo ' connections that are kept (smtp-source -d -s 10)'
  compare kept
  [[ -z ${skipped[Postfix]:-} ]] || echo "  Postfix is left out: ${skipped[Postfix]}"
  check_waiting "$sent" 'when the last one was taken'
  end KILL reality
  start_reality post
  check_waiting "$sent" 'after kill -9 and a new start'
  end TERM reality
  end KILL smtp-sink
  end_postfix
}

# browse SECONDS PATH: what wrk says.
browse() {
  timeout "$BOUND" taskset -c "$CLIENT_CORE" wrk -t1 "-c$BROWSERS" "-d${1}s" --latency \
    "http://$http$2"
}

# of_wrk NAME FILE
of_wrk() {
  awk -v want="$1" '$1 == want { value = $2 } /Non-2xx/ { bad = 1 } /Socket errors/ { bad = 1 }
    END { printf "%s%s", value, bad ? " (some failed)" : "" }' "$2"
}

web() {
  local path before after
  printf 'Pages, %s connections, %s s each (wrk)\n' "$BROWSERS" "$WRK_SECONDS"
  printf '  %-15s %12s %10s %10s %10s\n' '' requests/s p50 p99 'CPU s/1000'
  for path in / /status.json /thing/oracle; do
    before=$(cpu_ticks "${pid[reality]}")
    browse "$WRK_SECONDS" "$path" >"$folder/wrk"
    after=$(cpu_ticks "${pid[reality]}")
    printf '  %-15s %12s %10s %10s %10.3f\n' "$path" "$(of_wrk Requests/sec: "$folder/wrk")" \
      "$(of_wrk 50% "$folder/wrk")" "$(of_wrk 99% "$folder/wrk")" \
      "$(cpu_per_1000 $((after - before)) "$(awk '/requests in/ { print $1 }' "$folder/wrk")")"
  done
}

# Guests, ten to each of the first five rooms. A look is answered when its last line has come.
write_profile() {
  cat >"$folder/profile" <<END
profile reality
host 127.0.0.1
port 4000
login expect "Name: "
login send "guest"
login branch /Guest[0-9]*[05]\./ goto cabin /Guest[0-9]*[16]\./ goto gangway \
/Guest[0-9]*[27]\./ goto shed /Guest[0-9]*[38]\./ goto hall /Guest[0-9]*[49]\./ goto quay
login label quay
login send "out.east.east.north"
login expect "Quay of Hours"
login goto cabin
login label hall
login send "out.east.east"
login expect "The arrivals hall"
login goto cabin
login label shed
login send "out.east"
login expect "The customs shed"
login goto cabin
login label gangway
login send "out"
login expect "The gangway"
login label cabin
setup open wait 300ms
command look "look" until literal "Exits: "
logout "quit"
END
}

# of_look KEY: how long the server or mudload waited for its core, in percent. The server's threads
# share one core, so with letters to write they wait for each other.
of_look() {
  sed -n "s/.*\"$1\":{[^}]*\"runqueue_wait_percent\":\([0-9.]*\).*/\1/p
    s/.*\"$1\":\([0-9.]*\).*/\1/p" "$folder/look.json"
}

# look DURING: what the players wait for an answer, and how far other work spoils the figures.
look() {
  timeout "$BOUND" taskset -c "$CLIENT_CORE" "$MUDLOAD" open -p "$folder/profile" \
    --port "${telnet##*:}" -n "$PLAYERS" -t "${LOOK_SECONDS}s" -r "$LOOKS_PER_SECOND" -c look \
    --pid "${pid[reality]}" --json "$folder/look.json" >"$folder/look" 2>"$folder/look_err" ||
    die "the players failed: $(tail -n 5 "$folder/look_err")"
  awk -v during="$1" -v ours="$(of_look server)" \
    -v theirs="$(of_look generator_runqueue_wait_percent)" '{
      gsub(",", "")
      for (i = 1; i < NF; ++i) value[$i] = $(i + 1)
      printf "  %-22s %8s %8s %8s %6d %12.1f%% %12.1f%%\n", during, value["p50"], value["p99"],
        value["max"], value["lost"], ours, theirs }' "$folder/look"
}

# The load gives way to the players on the core that they share, or they would measure that.
look_under_web() {
  nice -n 5 taskset -c "$CLIENT_CORE" wrk -t1 "-c$BROWSERS" "-d$((LOOK_SECONDS + 6))s" --latency \
    "http://$http/" >"$folder/wrk" &
  pid[wrk]=$!
  sleep 1
  look 'wrk asks for /'
  wait "${pid[wrk]}" || die "wrk failed"
  unset 'pid[wrk]'
  printf '  %-22s %s requests/s meanwhile\n' '' "$(of_wrk Requests/sec: "$folder/wrk")"
}

look_under_post() {
  local before began count
  before=$(letters_waiting)
  began=${EPOCHREALTIME/./}
  nice -n 5 taskset -c "$CLIENT_CORE" smtp-source -s "$SENDERS" -m 1000000 -l 4096 \
    -f a@src.test -t orla@localhost "${address[reality]}" 2>"$folder/flood_err" &
  pid[flood]=$!
  sleep 1
  look 'smtp-source sends'
  count=$(($(letters_waiting) - before))
  printf '  %-22s %d letters/s meanwhile\n' '' \
    "$((count * 1000000 / (${EPOCHREALTIME/./} - began)))"
  kill -0 "${pid[flood]}" 2>/dev/null || die "smtp-source failed: $(<"$folder/flood_err")"
  end TERM flood
}

players() {
  if [[ -z ${MUDLOAD:-} ]]; then
    echo 'No look is timed: MUDLOAD does not name the load generator.'
    return 0
  fi
  [[ -x $MUDLOAD ]] || die "MUDLOAD=$MUDLOAD is no program"
  write_profile
  printf 'look by %s players, %s a second in all, ms (mudload)\n' "$PLAYERS" "$LOOKS_PER_SECOND"
  printf '  %-22s %8s %8s %8s %6s %13s %13s\n' while p50 p99 max lost 'server waits' \
    'mudload waits'
  look 'nothing else happens'
  look_under_web
  look_under_post
}

need_tools
printf 'Load average before: %s. Server on core %s, clients on core %s.\n' \
  "$(cut -d' ' -f1-3 /proc/loadavg)" "$SERVER_CORE" "$CLIENT_CORE"
post
start_reality web
add_orla web
web
players
printf 'Load average after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
