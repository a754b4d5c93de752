#!/usr/bin/env bash
# Runs all fuzzers for SECONDS (default 60) together, with the release build or PROGRAM.
#
#     scripts/develop/fuzz/run.sh [SECONDS [SEED [PROGRAM]]]
#
# A fuzzer prints its seed, and for a failed case the command that repeats it. Needs Python 3.11 or later.
set -euo pipefail
cd "$(dirname "$0")/../../.."
total=${1:-60}
seed=${2:-$(date +%s)}
program=${3:-.build/release/albert-embed}
fuzzers=(kills pairs faults changes journals reuse checkpoints sources weights inputs limits)

status=0
share=$((total / ${#fuzzers[@]}))
for fuzzer in "${fuzzers[@]}"; do
  python3 "scripts/develop/fuzz/$fuzzer.py" --program "$program" --seed "$seed" --seconds "$share" || status=1
done
exit "$status"
