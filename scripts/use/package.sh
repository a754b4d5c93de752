#!/usr/bin/env bash
# Makes dist/albert-embed-VERSION-linux-ARCHITECTURE.tar.gz: a folder with the files that install.sh installs. It can be unpacked
# anywhere, and the program in it runs on any Linux of this architecture. The same commit and toolchain give the same bytes.
# Usage: scripts/use/package.sh
source "$(dirname "$0")/package-tree.sh"
name=albert-embed-$version-linux-$(uname -m)
mv "$work/tree" "$work/$name"

# The metadata of the files depend on the commit alone.
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" -cf - "$name" \
  | gzip -9n > "dist/$name.tar.gz.partial"
mv "dist/$name.tar.gz.partial" "dist/$name.tar.gz"
echo "dist/$name.tar.gz"
