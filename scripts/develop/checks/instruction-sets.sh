#!/usr/bin/env bash
# Checks that a release build keeps its instruction sets apart, and that all of them give the same bits:
#  - no two kernel variants define a symbol that the linker could share between them;
#  - rows are equal with each ALBERT_EMBED_ISA that this CPU has, on an emulated Haswell (AVX2), and on an emulated
#    Nehalem (neither AVX nor FMA), where an illegal instruction would end the run.
# Usage: scripts/develop/checks/instruction-sets.sh MODEL.albert...   (needs qemu-x86_64, Debian's qemu-user)
set -euo pipefail
: "${1:?a model is missing: instruction-sets.sh MODEL.albert...}"
cd "$(dirname "$0")/../../.."
program=.build/release/albert-embed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

instruction_sets=$("$program" help bench | tr '\n' ' ' | sed 's/.*ALBERT_EMBED_ISA=//; s/ .*//; s/|/ /g')

for folder in Sources/Kernels?*; do
  variant=$(basename "$folder")
  # The variants of other architectures are not built.
  [ -d ".build/release/$variant.build" ] || continue
  # The linker merges only weak definitions. Reflection versions and symbolic references are the same data in all variants.
  nm .build/release/$variant.build/*.o | awk '$2 ~ /^[WVu]$/ { print $3 }' | grep '^\$s' | grep -v '^\$s.*M[a-zA-Z]*$' \
    | sort -u > "$work/$variant" || true
done
shared=$(sort "$work"/Kernels* | uniq -d)
if [ -n "$shared" ]; then
  echo "the linker may take one variant's copy for another's: $shared" >&2
  exit 1
fi
echo "$(ls "$work" | tr '\n' ' ')share no symbol"

# There are few tokens, since emulated multiply-adds are slow.
printf '2 5 6 7 8 9 10 3\n2 11 3\n' > "$work/ids"
rows() { "$@" "$program" -q -m "$model" -i ids -f npy -t 1 "$work/ids"; }
for model in "$@"; do
  ALBERT_EMBED_ISA=portable rows env > "$work/portable.npy"
  for isa in $instruction_sets; do
    if ALBERT_EMBED_ISA=$isa rows env > "$work/$isa.npy" 2> "$work/error"; then
      cmp "$work/portable.npy" "$work/$isa.npy"
      echo "$model, $isa: same bits"
    else
      echo "$model, $isa: $(cat "$work/error")"
    fi
  done
  for cpu in Nehalem Haswell; do
    rows qemu-x86_64 -cpu $cpu > "$work/$cpu.npy"
    cmp "$work/portable.npy" "$work/$cpu.npy"
    echo "$model, $cpu: same bits"
  done
done
