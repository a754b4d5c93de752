#!/usr/bin/env bash
# Checks that rows have the same bits with AVX-512 and VNNI, on a machine that has neither. It boots a Debian kernel in Bochs, which
# emulates an Ice Lake, and runs the program there with each ALBERT_EMBED_ISA that has vectors. It compares the rows with those that
# this machine computes with AVX2. Booting takes a minute, and each run some seconds.
# Usage: scripts/develop/checks/avx512.sh MODEL.albert...
# Needs Debian's bochs, bochsbios, vgabios, isolinux, syslinux-common, xorriso, cpio, busybox-static; the kernel's package is
# fetched with apt-get and unpacked, not installed.
set -euo pipefail
: "${1:?a model is missing: avx512.sh MODEL.albert...}"
cd "$(dirname "$0")/../../.."
program=.build/release/albert-embed
work=$(mktemp -d)
emulator=
trap '[ -z "$emulator" ] || kill "$emulator" 2> /dev/null || true; rm -rf "$work"' EXIT
# Without portable: its multiply-adds in software would take an hour here.
instruction_sets=$("$program" help bench | tr '\n' ' ' | sed 's/.*ALBERT_EMBED_ISA=//; s/ .*//; s/|portable//; s/|/ /g')
# There are few tokens, since emulated arithmetic is slow.
printf '2 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 3\n2 11 3\n' > "$work/ids"

root=$work/root
mkdir -p "$root/dev" "$root/proc" "$root/models" "$work/kernel" "$work/disc"
strip -o "$root/albert-embed" "$program"
cp /bin/busybox "$work/ids" "$root/"
for model in "$@"; do cp "$model" "$root/models/"; done
# Each line has a model, an instruction set and the checksum of the rows, or the error if the processor lacks the instruction set.
cat > "$root/rows.sh" << END
for model in models/*; do
  for isa in $instruction_sets; do
    if ALBERT_EMBED_ISA=\$isa ./albert-embed -q -m \$model -i ids -f npy -t 1 ids > rows.npy 2> error; then
      echo "ROWS \$model \$isa \$(\$CHECKSUM < rows.npy)"
    else
      echo "NONE \$model \$isa \$(cat error)"
    fi
  done
done
END
(cd "$root" && CHECKSUM=sha256sum sh rows.sh) > "$work/here"
cat > "$root/init" << 'END'
#!/busybox sh
/busybox mount -t proc proc /proc

export CHECKSUM="/busybox sha256sum"
cat() { /busybox cat "$@"; }
. ./rows.sh
echo END
/busybox sleep 1
/busybox poweroff -f
END
chmod +x "$root/init"
mknod -m 600 "$root/dev/console" c 5 1
(cd "$root" && find . | cpio -o -H newc --quiet) > "$work/disc/initrd"

kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '$1 == "Depends:" { print $2; exit }')
(cd "$work/kernel" && apt-get download -qq "$kernel-unsigned" 2> /dev/null && dpkg-deb --fsys-tarfile ./*.deb | tar x ./boot)
cp "$work"/kernel/boot/vmlinuz-* "$work/disc/vmlinuz"
cp /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32 "$work/disc/"
# Bochs 2.7 reports wrong sizes of compacted XSAVE areas and of protection keys (321, 323, 515), and it hangs when the kernel uses some
# newer instructions (513 to 534, 580). So the kernel does not use these. Programs still find all of them by CPUID.
hidden=321,323,513,514,515,520,521,522,523,525,526,534,580
cat > "$work/disc/isolinux.cfg" << END
default linux
prompt 0
label linux
  kernel vmlinuz
  append initrd=initrd console=ttyS0 quiet mitigations=off tsc=reliable nosmp lsm= nowatchdog clearcpuid=$hidden
END
xorriso -as mkisofs -quiet -o "$work/disc.iso" -b isolinux.bin -c boot.cat -no-emul-boot -boot-load-size 4 \
  -boot-info-table "$work/disc" 2> /dev/null
cat > "$work/bochsrc" << END
display_library: rfb, options="timeout=0"
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest
cpu: model=corei7_icelake_u, count=1, ips=100000000
megs: 512
ata0-master: type=cdrom, path=$work/disc.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=$work/serial
log: $work/log
panic: action=fatal
error: action=ignore
info: action=ignore
sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy
END
# Bochs's debugger waits for a command.
echo c > "$work/commands"
bochs-bin -q -f "$work/bochsrc" -rc "$work/commands" > "$work/output" 2>&1 < /dev/null &
emulator=$!
for _ in $(seq 1800); do
  kill -0 "$emulator" 2> /dev/null || break
  ! grep -q '^END' "$work/serial" 2> /dev/null || break
  sleep 1
done
tr -d '\r' < "$work/serial" | grep -E '^(ROWS|NONE) ' > "$work/there" || true
if ! grep -q '^END' "$work/serial"; then
  echo "the emulated machine did not finish; its last lines:" >&2
  tail -n 20 "$work/serial" >&2
  exit 1
fi
failed=0
while read -r kind model isa rest; do
  here=$(awk -v model="$model" '$1 == "ROWS" && $2 == model && $3 == "avx2" { print $4 }' "$work/here")
  if [ "$kind" = NONE ]; then
    echo "$model $isa: $rest"
  elif [ "${rest%% *}" = "$here" ]; then
    echo "$model $isa: same bits"
  else
    echo "$model $isa: the bits differ from those of this machine" >&2
    failed=1
  fi
done < "$work/there"
exit $failed
