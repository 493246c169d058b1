#!/bin/bash
# All formats of one run say the same (see tests/formats/agree).
here=$(dirname "${BASH_SOURCE[0]}")
command -v python3 > /dev/null || { echo "skipped: no python3"; exit 77; }
exec python3 "$here/agree" "$1"
