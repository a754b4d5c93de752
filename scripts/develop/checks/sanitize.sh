#!/usr/bin/env bash
# Builds and runs the tests with the address sanitizer, then with the thread sanitizer.
#
#     scripts/develop/checks/sanitize.sh [address|thread ...] [-- ARGUMENTS OF swift test]
#
# The sanitizers' runtimes are shared libraries or need the dynamic loader. So the program is linked dynamically here: Package.swift
# does not link it statically if ALBERT_EMBED_SANITIZE is set.
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
# Leaks are not reported, since the process ends anyway. Any other report makes the run fail.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0
export TSAN_OPTIONS="halt_on_error=0 suppressions=$PWD/scripts/develop/checks/thread.suppressions"
for sanitizer in "${sanitizers[@]}"; do
  echo "== $sanitizer sanitizer"
  # The build is optimised, since tests with a debug build of the kernels take hours. The memory of a sanitizer is not the program's.
  swift test -c release -Xswiftc -enable-testing --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" \
    --skip MemoryTests "$@"
done
