#!/usr/bin/env bash
# Builds the tests with the address sanitizer and then with the thread sanitizer, and runs them.
#
#     scripts/develop/checks/sanitize.sh [address|thread ...] [-- ARGUMENTS OF swift test]
#
# The sanitizers' runtimes are shared libraries or need the dynamic loader, so the program is linked dynamically here:
# Package.swift leaves out its static linking where ALBERT_EMBED_SANITIZE is set.
set -euo pipefail
cd "$(dirname "$0")/../../.."
sanitizers=()
while (($# > 0)) && [[ $1 != -- ]]; do
  sanitizers+=("$1")
  shift
done
(($# == 0)) || shift
((${#sanitizers[@]} > 0)) || sanitizers=(address thread)

export ALBERT_EMBED_SANITIZE=1
# A leak at exit is none: the process ends. A report fails the run.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0
export TSAN_OPTIONS="halt_on_error=0 suppressions=$PWD/scripts/develop/checks/thread.suppressions"
for sanitizer in "${sanitizers[@]}"; do
  echo "== $sanitizer sanitizer"
  # Optimised, since the debug build of the kernels takes hours; a sanitizer's own memory is none of the program's.
  swift test -c release -Xswiftc -enable-testing --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" \
    --skip MemoryTests "$@"
done
