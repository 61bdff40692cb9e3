#!/bin/bash
# SPDX-License-Identifier: MIT
#
# planted.sh PROGRAM_DIR [SECONDS]: looks for each planted fault (the patches beside this file) with
# the simulation, by seeds from 1, for at most SECONDS (60) on one core; then runs the simulation
# without a fault over as many seeds as the longest took, and at least 1000. Exit code 1: a fault
# was missed, or something was found where none was planted. `./do sim --planted` builds first.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE
readonly DIR=${1:?usage: planted.sh PROGRAM_DIR [SECONDS]}
readonly SECONDS_EACH=${2:-60}
readonly LEAST_SEEDS=1000
readonly MOST_SEEDS=1000000

# One fault; prints "NAME|found or missed|SEED|SECONDS|PROBLEM".
look_for() {
  local patch=$1 name program out code=0
  name=$(basename "$patch" .patch)
  program=("$DIR/sim/planted/sim_$name")
  if ! grep -q '^+++ b/.*\.cc' "$patch"; then
    program=("$DIR/reality_sim" --patch "$patch")
  fi
  out=$("${program[@]}" --seeds "$MOST_SEEDS" --seconds "$SECONDS_EACH" --no-shrinking 2>&1) ||
    code=$?
  local place
  place=$(sed -nE 's/^seed ([0-9]+) fails at step .* after ([0-9.e-]+) s:$/\1|\2/p' <<<"$out")
  if [[ -n $place ]]; then
    local problem
    problem=$(sed -n '/^seed [0-9]* fails/{n;s/^ *//;p;q}' <<<"$out")
    printf '%s|found|%s|%.80s\n' "$name" "$place" "$problem"
  elif ((code >= 128)); then
    # An invariant of the server's own; which seed it was nobody has said.
    printf '%s|found|-|-|%.80s\n' "$name" "$(grep -m 1 -oE 'Assertion.*' <<<"$out" || tail -n 1 <<<"$out")"
  elif ((code != 0)); then
    printf '%s|broken|-|-|%.80s\n' "$name" "$(head -n 1 <<<"$out")"
  else
    printf '%s|missed|%s|-|\n' "$name" "$(sed -nE 's/^([0-9]+) seeds in .*/\1/p' <<<"$out")"
  fi
}

# The seeds from $1, so many, without a fault.
run_clean() {
  "$DIR/reality_sim" --first "$1" --seeds "$2" --no-shrinking
}

if [[ ${3:-} == --one ]]; then
  look_for "$4"
  exit
fi

begun=$SECONDS
results=$(mktemp)
trap 'rm -f "$results"' EXIT
printf '%-26s %-7s %7s %8s  %s\n' fault what seed seconds 'first problem'
printf '%s\0' "$HERE"/*.patch |
  xargs -0 -P "$(nproc)" -I{} "${BASH_SOURCE[0]}" "$DIR" "$SECONDS_EACH" --one {} |
  tee "$results" |
  awk -F'|' '{ printf "%-26s %-7s %7s %8.8s  %s\n", $1, $2, $3, $4, $5; fflush() }'
most=$(awk -F'|' -v most="$LEAST_SEEDS" '$2 == "found" && $3 + 0 > most { most = $3 + 0 }
  END { print most }' "$results")
planted=$(wc -l <"$results")
found=$(grep -c '|found|' "$results" || true)
printf '%d of %d planted faults found; now %d seeds without one\n' "$found" "$planted" "$most"
half=$((most / 2))
clean=0
run_clean 1 "$half" &
first=$!
run_clean $((half + 1)) $((most - half)) || clean=1
wait "$first" || clean=1
printf '%d s in all\n' $((SECONDS - begun))
((clean == 0)) || echo "the simulation flags what has no fault"
((found == planted && clean == 0))
