#!/bin/bash
# Names that would like to be more than names, in every format (see tests/formats/hostile).
here=$(dirname "${BASH_SOURCE[0]}")
command -v python3 > /dev/null || { echo "skipped: no python3"; exit 77; }
exec python3 "$here/hostile" "$1"
