#!/usr/bin/env bash
# From the corpus to the bundled checkpoint: make-model.sh SENTENCES WORK [OPTIONS OF distil.py]
#
# SENTENCES is a text file (also .xz), one sentence a line. Steps whose result is in WORK are skipped, and the training
# goes on where it stopped, so that the same command may be given again after a stop. The result is WORK/small.albert.
# Needs the packages of requirements.txt, and `albert-embed` built in release.
set -euo pipefail
sentences=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
cd "$(dirname "$0")"
program=../../../.build/release/albert-embed
# Tensors of a size are wanted again at once: memory that is handed back to the system comes back in small pages, slowly.
export GLIBC_TUNABLES=glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=8589934592

[ -e "$work/texts.txt" ] || python3 corpus.py "$sentences" "$work"
[ -e "$work/tokenizer.json" ] || python3 vocabulary.py "$sentences" "$work"
[ -e "$work/student.pt" ] || python3 distil.py "$work" "${@:3}"
python3 export.py "$work" "$work/student"
head -n 4000 "$work/texts.txt" | cut -f 1 > "$work/calibration.txt"
"$program" convert "$work/student" "$work/small.albert" --precision int8 --calibrate "$work/calibration.txt"
python3 evaluate.py "$work" "$work/small.albert"
