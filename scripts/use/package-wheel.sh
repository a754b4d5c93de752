#!/usr/bin/env bash
# Makes dist/albert_embed-VERSION-py3-none-manylinux_2_17_ARCHITECTURE.whl: a Python wheel with the files that install.sh installs.
# `pip install`, `pipx install` and `uv tool install` put the program on the PATH of an environment, and can remove it again.
# The program is static, so it runs on any Linux of this architecture. The same commit and toolchain give the same bytes.
# Usage: scripts/use/package-wheel.sh   (needs python3)
source "$(dirname "$0")/package-tree.sh"
# pip keeps its own list of the installed files, RECORD.
rm "$work/tree/share/albert-embed/installed-files"
python3 - "$work/tree" "$version" "$(uname -m)" "$(git log -1 --format=%ct)" << 'PYTHON'
import base64
import hashlib
import os
import sys
import time
import zipfile
from pathlib import Path

tree, version, machine, seconds = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
tag = f"py3-none-manylinux_2_17_{machine}"
name = f"albert_embed-{version}"
wheel = Path("dist") / f"{name}-{tag}.whl"
metadata = f"""Metadata-Version: 2.1
Name: albert-embed
Version: {version}
Summary: Turns text into ALBERT embeddings: a native command-line program with a model
Requires-Python: >=3.8
Description-Content-Type: text/markdown

"""
# pip installs `scripts` beside the environment's python, and `data` into the environment's folder, where the program looks for
# models.
files = {
    f"{name}.data/{'scripts' if part == 'bin' else 'data/share'}/{path.relative_to(tree / part).as_posix()}": path.read_bytes()
    for part in ("bin", "share")
    for path in sorted((tree / part).rglob("*"))
    if path.is_file()
}
files[f"{name}.dist-info/METADATA"] = metadata.encode() + Path("README.md").read_bytes()
files[f"{name}.dist-info/WHEEL"] = (
    f"Wheel-Version: 1.0\nGenerator: albert-embed ({version})\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
)
record = f"{name}.dist-info/RECORD"
lines = []
for path, content in files.items():
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    lines.append(f"{path},sha256={digest},{len(content)}\n")
files[record] = "".join(lines + [f"{record},,\n"]).encode()

partial = wheel.with_suffix(".whl.partial")
with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path, content in files.items():
        entry = zipfile.ZipInfo(path, time.gmtime(seconds)[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
        archive.writestr(entry, content)
os.replace(partial, wheel)
print(wheel)
PYTHON
