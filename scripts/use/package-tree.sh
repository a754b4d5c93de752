# Installs albert-embed into $work/tree, a folder that is removed at the end, and sets $version to the program's version.
# package.sh and package-wheel.sh source it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ "$(uname -s)" != Linux ]; then
  echo "$(basename "$0"): runs on Linux only, where the program is static; found $(uname -s)" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/use/install.sh "$work/tree" > "$work/log" || {
  cat "$work/log" >&2
  exit 1
}
version=$("$work/tree/bin/albert-embed" --version | awk 'NR == 1 { print $2 }')
mkdir -p dist
