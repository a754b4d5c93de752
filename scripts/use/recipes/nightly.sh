#!/usr/bin/env bash
# Embeds a corpus every night, and pays for what is new or changed: the rows of the other texts are taken from last night's.
#
#     scripts/use/recipes/nightly.sh CORPUS ROWS.npy [OPTIONS OF albert-embed]
#
# ROWS.npy is last night's output or tonight's, whole in either case; `numpy.load` of it needs no lock. With another model or
# other options none of its rows can be reused, and a line says so: remove ROWS.npy.
set -euo pipefail
program=${ALBERT_EMBED:-albert-embed} corpus=$1 rows=$2
shift 2
exec 9> "$rows.lock" && flock -n 9 || exit 0 # Last night's run is not done yet.
# A night that was cut off left a part, of a corpus that may have changed.
if grep -qs '^phase: writing' "$rows.partial.journal"; then rm -f "$rows".{partial.journal,partial,keys.partial}; fi
reuse=(--keys)
if [ -e "$rows" ] || [ -e "$rows.partial.journal" ]; then reuse=(--reuse "$rows"); fi
"$program" "${reuse[@]}" --summary -o "$rows" "$@" "$corpus"
