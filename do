#!/bin/bash
# SPDX-License-Identifier: MIT
#
# The single entry for everything one does with this repository. `./do` alone explains itself.
# It needs Debian 12 and nothing else: what is missing is installed first, once.

set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

readonly JOBS=2
readonly FUZZ_SECONDS=60
readonly KILL_ROUNDS=50
readonly CI_FUZZ_SECONDS=10
readonly CI_SIM_SEEDS=300
readonly CI_SWEEP_COMMANDS=60

# What building, serving and testing need, and what only linting and fuzzing need besides.
readonly PACKAGES=(
  ccache cmake g++ libbenchmark-dev libcli11-dev libevent-dev libgtest-dev libicu-dev
  liblua5.4-dev librapidcheck-dev libsodium-dev libspdlog-dev libsqlite3-dev
  libtomlplusplus-dev ninja-build nlohmann-json3-dev pkg-config
)
readonly DOOR_PACKAGES=(curl postfix wrk)
readonly WEB_PACKAGES=(chromium)
readonly NODE_PACKAGES=(nodejs npm)
readonly DEVELOPER_PACKAGES=(clang clang-format clang-tidy libclang-rt-dev lua-check shellcheck)

usage() {
  cat <<'END'
Usage: ./do COMMAND

To play:
  run [ARGUMENTS]    build the server and serve the world in var/ (Ctrl-C stops it);
                     arguments go to it, such as --set telnet.listen=127.0.0.1:4001

To work on it:
  build              build the release program, build/release/reality
  test [FILTER]      build and run the tests; FILTER is a name or a pattern such as Telnet*
  bench [PART...]    measure the release program, beside a talker that does the least it can;
                     parts: look, say, idle, start, things. Alone: "doors" measures the web and
                     the post, beside smtp-sink and Postfix; "durable [SECONDS]" commands that
                     change the world, beside the store alone, and a slow disk; "million
                     [THINGS]" starts, backups and stalls of a large world
  sim [ARGUMENTS]    run the whole server in simulation: people, nets, disks, power cuts, a plan a
                     seed (--help says more); "--planted [SECONDS]": look for each fault of
                     tests/sim/planted, which must be found, for so long each (60)
  kill [ROUNDS]      kill the server under acting players this often (50), and compare
  scenarios FILE...  play scenario files (docs/scenarios.md), print what failed
  web                look at the web pages in Chromium: axe-core must find nothing, pictures in
                     build/web
  strace             show that the disk is synced before a reply is sent (needs strace)
  lint               formatting, clang-tidy, luacheck, shellcheck
  fmt                format the C++ sources
  fuzz [SECONDS]     run each fuzz target this long (60)
  ci                 lint, test, the tests with sanitizers, simulation, a short fuzz: what must pass

Packages that are missing are installed with apt, through sudo where you are not root.
END
}

say() { printf '%s\n' "$*" >&2; }

die() {
  say "do: $*"
  exit 1
}

# --- packages -------------------------------------------------------------------------------------

missing_of() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      printf '%s\n' "$package"
  done
}

as_root() {
  if ((EUID == 0)); then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    die "some packages are missing; as root, run: $*"
  fi
}

# Where everything is there apt is not asked: the second run needs no network.
need() {
  local missing
  mapfile -t missing < <(missing_of "$@")
  ((${#missing[@]})) || return 0
  say "Installing: ${missing[*]}"
  local install=(apt-get install -y -qq --no-install-recommends "${missing[@]}")
  # The lists of a fresh machine are empty, those of an old one name files that are gone.
  as_root apt-get update -qq
  as_root "${install[@]}" >&2
}

# --- building -------------------------------------------------------------------------------------

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  if [[ ! -e build/$preset/build.ninja ]]; then
    cmake --preset "$preset" >&2
  fi
  cmake --build "build/$preset" -j "$JOBS" ${1:+--target "$@"} >&2
}

cpp_files() {
  find . \( -path ./build -o -path ./var \) -prune -o \( -name '*.cc' -o -name '*.h' \) -print |
    sort
}

# --- tests ----------------------------------------------------------------------------------------

# One test program; adds its figures to the sums.
run_tests() {
  local program=$1 filter=$2 log code=0
  log=$(mktemp)
  "$program" --gtest_brief=1 --gtest_filter="$filter" 2>&1 | tee "$log" || code=$?
  local passed failed
  passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log" | tail -n 1)
  failed=$(grep -c '^\[  FAILED  \] .* ([0-9]* ms)$' "$log" || true)
  rm -f "$log"
  # A program that died says nothing of what it did not reach.
  if ((code != 0 && failed == 0)); then
    say "$program ended with code $code"
    failed=1
  fi
  passed_sum=$((passed_sum + ${passed:-0}))
  failed_sum=$((failed_sum + failed))
}

# test_preset PRESET [FILTER]
test_preset() {
  local preset=$1 filter=${2:-}
  [[ -z $filter || $filter == *[*?:]* ]] || filter="*$filter*"
  build "$preset" reality reality_tests reality_real_tests
  passed_sum=0
  failed_sum=0
  run_tests "build/$preset/tests/reality_tests" "${filter:-*}"
  run_tests "build/$preset/tests/reality_real_tests" "${filter:-*}"
  if ((passed_sum + failed_sum == 0)); then
    die "no test is called ${filter}"
  fi
  printf '%d passed, %d failed\n' "$passed_sum" "$failed_sum"
  ((failed_sum == 0))
}

# --- commands -------------------------------------------------------------------------------------

do_run() {
  need "${PACKAGES[@]}"
  build release reality
  exec build/release/reality serve --home var "$@"
}

do_build() {
  need "${PACKAGES[@]}"
  build release reality
}

do_test() {
  need "${PACKAGES[@]}"
  test_preset release "$@"
}

do_bench() {
  need "${PACKAGES[@]}"
  build release
  if [[ ${1:-} == doors ]]; then
    need "${DOOR_PACKAGES[@]}"
    exec tests/bench/doors.sh build/release/reality
  fi
  if [[ ${1:-} == durable || ${1:-} == million ]]; then
    exec "build/release/tests/bench/$1_bench" "${@:2}"
  fi
  build/release/tests/bench/server_bench "$@"
  (($#)) && return
  build/release/tests/bench/line_bench
  build/release/tests/bench/description_bench
}

do_sim() {
  need "${PACKAGES[@]}" patch
  if [[ ${1:-} == --planted ]]; then
    build release planted
    tests/sim/planted/planted.sh build/release/tests "${@:2}"
    return
  fi
  build release reality_sim
  build/release/tests/reality_sim "$@"
}

do_kill() {
  need "${PACKAGES[@]}"
  local rounds=${1:-$KILL_ROUNDS}
  [[ $rounds =~ ^[1-9][0-9]*$ ]] || die "kill: '$rounds' is no number of rounds"
  build release reality reality_real_tests
  REALITY_KILL_ROUNDS=$rounds build/release/tests/reality_real_tests --gtest_brief=1 \
    --gtest_filter='KillTest.*'
}

do_scenarios() {
  (($#)) || die "scenarios: name one or more files, such as tests/scenarios/parser.scenarios"
  need "${PACKAGES[@]}"
  build release reality_scenarios
  exec build/release/tests/reality_scenarios "$@"
}

# A browser and its driver are large, so they are not installed for everybody.
do_web() {
  need "${PACKAGES[@]}" "${WEB_PACKAGES[@]}"
  command -v npm >/dev/null || need "${NODE_PACKAGES[@]}"
  build release reality
  [[ -d tests/web/node_modules ]] ||
    (cd tests/web && PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund --silent)
  tests/web/check.sh build/release/reality build/web
}

# strace is needed here alone, so it is not installed for everybody.
do_strace() {
  need "${PACKAGES[@]}"
  build release reality
  tests/real/strace_order.sh build/release/reality
}

do_lint() {
  need "${PACKAGES[@]}" "${DEVELOPER_PACKAGES[@]}"
  local bad=0
  say "clang-format"
  cpp_files | xargs clang-format --dry-run --Werror || bad=1
  say "shellcheck"
  git ls-files -z '*.sh' | xargs -0 shellcheck ./do .ci/run || bad=1
  say "luacheck"
  luacheck --quiet scripts || bad=1
  say "clang-tidy"
  build release
  cpp_files | grep '\.cc$' | grep -v '^\./tests/' |
    xargs -P "$JOBS" -n 8 clang-tidy --quiet -p build/release \
      --extra-arg=-Wno-unknown-warning-option 2>/dev/null || bad=1
  ((bad == 0)) || die "lint has found something"
  say "lint: all clean"
}

do_fmt() {
  need "${DEVELOPER_PACKAGES[@]}"
  cpp_files | xargs clang-format -i
}

do_fuzz() {
  need "${PACKAGES[@]}" "${DEVELOPER_PACKAGES[@]}"
  local seconds=${1:-$FUZZ_SECONDS} source name
  [[ $seconds =~ ^[0-9]+$ ]] || die "fuzz: '$seconds' is no number of seconds"
  for source in tests/fuzz/*_fuzz.cc; do
    name=$(basename "$source" .cc)
    build fuzz "$name"
    mkdir -p "build/corpus/$name"
    say "$name, $seconds s"
    "build/fuzz/tests/$name" -max_total_time="$seconds" -artifact_prefix="build/corpus/" \
      -verbosity=0 -print_final_stats=0 "build/corpus/$name"
  done
}

do_ci() {
  do_lint
  ./do test
  say "With sanitizers:"
  # Thousands of simulated disks are for the fast build; they took minutes each with sanitizers.
  test_preset sanitize '-SimDisk*:*Migration*'
  do_sim --seeds "$CI_SIM_SEEDS"
  do_sim --sweep "$CI_SWEEP_COMMANDS"
  do_fuzz "$CI_FUZZ_SECONDS"
  say "ci: all passed"
}

main() {
  local command=${1:-help}
  (($# == 0)) || shift
  case $command in
    run | build | test | bench | sim | kill | scenarios | web | strace | lint | fmt | fuzz | ci)
      "do_$command" "$@"
      ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      die "there is no command '$command'"
      ;;
  esac
}

main "$@"
