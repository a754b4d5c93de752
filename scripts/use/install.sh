#!/usr/bin/env bash
# Builds albert-embed and installs it under PREFIX: the program, the bundled model and its card, the man page, and the
# completions for bash, zsh and fish. `scripts/use/uninstall.sh PREFIX` removes all of it.
# Usage: scripts/use/install.sh [PREFIX]   (default: ~/.local)
set -euo pipefail
prefix=${1:-$HOME/.local}
mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
cd "$(dirname "$0")/../.."

swift build -c release --product albert-embed
built=$(swift build -c release --show-bin-path)/albert-embed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strip -o "$work/albert-embed" "$built"

files=()
# put MODE SOURCE PLACE: copies SOURCE to PREFIX/PLACE.
put() {
  mkdir -p "$prefix/$(dirname "$3")"
  install -m "$1" "$2" "$prefix/$3"
  files+=("$3")
}
put 755 "$work/albert-embed" bin/albert-embed
put 644 models/small.albert share/albert-embed/small.albert
put 644 models/README.md share/albert-embed/small.md

program=$prefix/bin/albert-embed
"$program" help --man > "$work/page"
put 644 "$work/page" share/man/man1/albert-embed.1
# A line for each shell: its name, and the place where it looks for completions.
while read -r shell place; do
  "$program" completions "$shell" > "$work/completions"
  put 644 "$work/completions" "$place"
done << 'PLACES'
bash share/bash-completion/completions/albert-embed
zsh share/zsh/site-functions/_albert-embed
fish share/fish/vendor_completions.d/albert-embed.fish
PLACES

manifest=share/albert-embed/installed-files
printf '%s\n' "${files[@]}" "$manifest" > "$work/installed-files"
put 644 "$work/installed-files" "$manifest"
echo "installed $("$program" --version | head -n 1) in $prefix"
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) printf 'to find it: export PATH=%q:"$PATH"\n' "$prefix/bin" ;;
esac
