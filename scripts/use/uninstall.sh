#!/usr/bin/env bash
# Removes the files that `scripts/use/install.sh PREFIX` installed, and the folders that are then empty. Other files stay, such as
# your own models in share/albert-embed.
# Usage: scripts/use/uninstall.sh [PREFIX]   (default: ~/.local)
set -euo pipefail
prefix=${1:-$HOME/.local}
manifest=$prefix/share/albert-embed/installed-files
if [ ! -f "$manifest" ]; then
  echo "uninstall.sh: $prefix: albert-embed is not installed there; $manifest is missing" >&2
  exit 1
fi
# The whole list is read before the first file is removed, since the list is one of the files.
files=$(cat "$manifest")
cd "$prefix"
while read -r file; do
  rm -f -- "$file"
  rmdir -p -- "$(dirname "$file")" 2> /dev/null || true # fails if the folder holds other files
done <<< "$files"
echo "removed albert-embed from $prefix"
