#!/usr/bin/env bash
# Shows that the kernels give the same bits on arm64 as on x86-64: compiles their sources with Embedded Swift for both, runs
# every kernel over odd sizes, the arm64 ones emulated, and compares the outputs' checksums.
# Usage: scripts/check-arm64.sh   (needs Debian's qemu-user and gcc-aarch64-linux-gnu)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compile() {
  local target=$1 object=$2
  shift 2
  swiftc -target "$target" -enable-experimental-feature Embedded -wmo -parse-as-library -Ounchecked -swift-version 6 \
    -module-name KernelOutputs -I Sources/CShims -Xcc -ffreestanding -Xfrontend -disable-stack-protector "$@" \
    -c Sources/KernelsPortable/*/*.swift scripts/arm64/KernelOutputs.swift -o "$object"
}
compile aarch64-none-none-elf "$work/arm64.o"
aarch64-linux-gnu-gcc -static-pie "$work/arm64.o" -lm -o "$work/arm64"
qemu-aarch64 "$work/arm64" > "$work/arm64.txt"

# The CPU at hand shall have AVX2: its C library's fused multiply-add would take minutes.
compile x86_64-unknown-none-elf "$work/x86.o" -D KERNELS_AVX2 -Xcc -march=x86-64-v3
gcc -static-pie "$work/x86.o" -lm -o "$work/x86"
"$work/x86" > "$work/x86.txt"

cmp "$work/arm64.txt" "$work/x86.txt"
awk '{ count[$1]++ } END { for (kernel in count) print kernel ": same bits in " count[kernel] " cases" }' "$work/arm64.txt" \
  | sort
