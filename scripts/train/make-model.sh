#!/usr/bin/env bash
# From the corpus to the bundled checkpoint: make-model.sh SENTENCES WORK [OPTIONS OF distil.py]
#
# SENTENCES is a text file (also .xz), one sentence a line. Steps whose result is in WORK are skipped, and
# labelling and training go on where they stopped, so that the same command may be given again after a stop.
# Needs the packages of requirements.txt, and `albert-embed` built in release.
set -euo pipefail
sentences=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
cd "$(dirname "$0")"

[ -e "$work/texts.txt" ] || python3 corpus.py "$sentences" "$work"
[ -e "$work/tokenizer.json" ] || python3 vocabulary.py "$sentences" "$work"
python3 teacher.py "$work"
[ -e "$work/static.npz" ] || python3 static_start.py "$work"
[ -e "$work/student.pt" ] || python3 distil.py "$work" "${@:3}"
python3 export.py "$work" "$work/student"
python3 evaluate.py "$work" "$work/student"
../../.build/release/albert-embed convert "$work/student" ../../models/small.albert
