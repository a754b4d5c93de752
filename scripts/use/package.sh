#!/usr/bin/env bash
# Makes dist/albert-embed-VERSION-linux-ARCHITECTURE.tar.gz: what install.sh installs, in one folder that runs from
# wherever it is unpacked, on any Linux of this architecture. The same commit and toolchain give the same bytes.
# Usage: scripts/use/package.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "$(uname -s)" != Linux ]; then
  echo "package.sh: only a Linux program is static and runs elsewhere" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts/use/install.sh "$work/tree" > "$work/log" || {
  cat "$work/log" >&2
  exit 1
}
version=$("$work/tree/bin/albert-embed" --version | awk 'NR == 1 { print $2 }')
name=albert-embed-$version-linux-$(uname -m)
mv "$work/tree" "$work/$name"

mkdir -p dist
# Of the files' metadata only what a commit determines.
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" -cf - "$name" \
  | gzip -9n > "dist/$name.tar.gz.partial"
mv "dist/$name.tar.gz.partial" "dist/$name.tar.gz"
echo "dist/$name.tar.gz"
