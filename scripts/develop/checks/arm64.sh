#!/usr/bin/env bash
# Checks that the kernels give the same bits on arm64 as on x86-64. It compiles their sources with Embedded Swift for x86-64 and for
# each of arm64's instruction sets. It runs every kernel over odd sizes, on an emulated CPU that has only the instructions that are
# needed and on one that has all, and compares the checksums of the outputs. It also checks that the instructions of each CPU are
# found.
# Usage: scripts/develop/checks/arm64.sh   (needs Debian's qemu-user and gcc-aarch64-linux-gnu)
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compile() {
  local target=$1 object=$2
  shift 2
  swiftc -target "$target" -enable-experimental-feature Embedded -wmo -parse-as-library -Ounchecked -swift-version 6 \
    -module-name KernelOutputs -I Sources/CShims -Xcc -ffreestanding -Xfrontend -disable-stack-protector "$@" \
    -c Sources/KernelsPortable/*/*.swift scripts/develop/checks/arm64/KernelOutputs.swift -o "$object"
}

# This CPU must have AVX2. Without it, the C library's fused multiply-add takes minutes.
compile x86_64-unknown-none-elf "$work/x86.o" -Xcc -march=x86-64-v3
gcc -static-pie "$work/x86.o" -lm -o "$work/x86"
"$work/x86" > "$work/x86.txt"

# check ISA INSTRUCTIONS CPUS FLAGS...: FLAGS are those of Package.swift, INSTRUCTIONS are the dot products in the compiled code.
check() {
  local isa=$1 instructions=$2 cpus=$3 cpu found
  shift 3
  compile aarch64-none-none-elf "$work/$isa.o" "$@"
  aarch64-linux-gnu-objdump -d "$work/$isa.o" > "$work/$isa.s"
  found=$({ grep -owE 'sdot|udot|usdot|sudot' "$work/$isa.s" || true; } | sort -u | tr '\n' ' ')
  [ "$found" = "$instructions" ] || { echo "$isa: multiplies with '$found' instead of '$instructions'" >&2; exit 1; }
  aarch64-linux-gnu-gcc -static-pie "$work/$isa.o" -lm -o "$work/$isa"
  for cpu in $cpus; do
    qemu-aarch64 -cpu "$cpu" "$work/$isa" > "$work/arm64.txt"
    cmp "$work/arm64.txt" "$work/x86.txt"
    echo "$isa on $cpu: same bits"
  done
}
check portable "" "cortex-a53 max"
check dotprod "sdot " "cortex-a76 max" -D KERNELS_BYTES -D KERNELS_SIGNED_ROWS -Xcc -march=armv8-a+dotprod
check i8mm "sudot " "max" -D KERNELS_BYTES -Xcc -march=armv8-a+i8mm
awk '{ count[$1]++ } END { for (kernel in count) print kernel ": same bits in " count[kernel] " cases" }' "$work/x86.txt" \
  | sort

cat > "$work/found.c" <<'END'
#include "CShims.h"
int main(void) { return albert_cpu_has_dotprod() + 2 * albert_cpu_has_i8mm(); }
END
clang --target=aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include -I Sources/CShims -c "$work/found.c" -o "$work/found.o"
aarch64-linux-gnu-gcc -static-pie "$work/found.o" -o "$work/found"
finds() {
  local status=0
  qemu-aarch64 -cpu "$1" "$work/found" || status=$?
  [ $status = "$2" ] || { echo "$1: found $status instead of $2 (1: dotprod, 2: i8mm)" >&2; exit 1; }
}
finds cortex-a53 0
finds cortex-a76 1
finds max 3
echo "cortex-a53, cortex-a76, max: the instructions that they have were found"
