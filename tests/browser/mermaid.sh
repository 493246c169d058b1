#!/bin/bash
# What `knockon graph --format mermaid` writes, read and drawn by Mermaid in a browser.
source "$(dirname "${BASH_SOURCE[0]}")/tools.bash" "$1"
need_browser
mermaid=$(module mermaid) || skip "no mermaid"
command -v python3 > /dev/null || skip "no python3"

python3 "$here/charts" "$program" > "$pages/charts.json" || exit 1
in_browser "$here/mermaid.mjs" "$mermaid" < "$pages/charts.json"
