#!/usr/bin/env bash
# Removes what `scripts/use/install.sh PREFIX` put there, and the folders that it leaves empty. Other files stay, such as
# models of one's own in share/albert-embed.
# Usage: scripts/use/uninstall.sh [PREFIX]   (default: ~/.local)
set -euo pipefail
prefix=${1:-$HOME/.local}
manifest=$prefix/share/albert-embed/installed-files
if [ ! -f "$manifest" ]; then
  echo "uninstall.sh: $prefix: albert-embed is not installed there; $manifest is missing" >&2
  exit 1
fi
# Read whole before the first is removed, as the list is one of them.
files=$(cat "$manifest")
cd "$prefix"
while read -r file; do
  rm -f -- "$file"
  rmdir -p -- "$(dirname "$file")" 2> /dev/null || true # where something else is left
done <<< "$files"
echo "removed albert-embed from $prefix"
