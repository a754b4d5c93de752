#!/usr/bin/env bash
# Makes the bundled checkpoint from a corpus: make-model.sh SENTENCES WORK [OPTIONS OF distil.py]
#
# SENTENCES is a text file (also .xz) with a sentence on each line. Steps whose result is in WORK are skipped, and the training goes on
# where it stopped. So the same command may be given again after an interruption. The result is WORK/small.albert.
# It needs the packages of requirements.txt, and the release build of `albert-embed`.
set -euo pipefail
sentences=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
cd "$(dirname "$0")"
program=../../../.build/release/albert-embed
# Tensors of the same size are needed again at once. Memory that was returned to the system comes back slowly, in small pages.
export GLIBC_TUNABLES=glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=8589934592

[ -e "$work/texts.txt" ] || python3 corpus.py "$sentences" "$work"
[ -e "$work/tokenizer.json" ] || python3 vocabulary.py "$sentences" "$work"
[ -e "$work/student.pt" ] || python3 distil.py "$work" "${@:3}"
python3 export.py "$work" "$work/student"
head -n 4000 "$work/texts.txt" | cut -f 1 > "$work/calibration.txt"
"$program" convert "$work/student" "$work/small.albert" --precision int8 --calibrate "$work/calibration.txt"
python3 evaluate.py "$work" "$work/small.albert"
