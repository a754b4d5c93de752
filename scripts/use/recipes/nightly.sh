#!/usr/bin/env bash
# Embeds a corpus every night, but only the texts that are new or changed. The rows of the others are taken from last night's output.
#
#     scripts/use/recipes/nightly.sh CORPUS ROWS.npy [OPTIONS OF albert-embed]
#
# ROWS.npy is always whole: it is last night's output or tonight's, and `numpy.load` of it does not need a lock. With another model
# or other options its rows cannot be reused, which is an error. Remove ROWS.npy then.
set -euo pipefail
program=${ALBERT_EMBED:-albert-embed} corpus=$1 rows=$2
shift 2
exec 9> "$rows.lock" && flock -n 9 || exit 0 # Last night's run is still going.
# A run that was cut off left a part of its output, from a corpus that may have changed since.
if grep -qs '^phase: writing' "$rows.partial.journal"; then rm -f "$rows".{partial.journal,partial,keys.partial}; fi
reuse=(--keys)
if [ -e "$rows" ] || [ -e "$rows.partial.journal" ]; then reuse=(--reuse "$rows"); fi
"$program" "${reuse[@]}" --summary -o "$rows" "$@" "$corpus"
