#!/bin/bash
# What other people's files give, against counts that were made without this program.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
checker=$(realpath -m "$here/../../../shared/real/check_import.py")
[ -f "$checker" ] || { echo 'skipped: no files of other tools here'; exit 77; }
python3 -c 'import yaml' 2> /dev/null || { echo 'skipped: no PyYAML'; exit 77; }
python3 "$checker" "$(realpath "$1")" || exit 1
"$here/../convert/pipes" "$(realpath "$1")" "$(dirname "$checker")"
