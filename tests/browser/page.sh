#!/bin/bash
# The page in a real browser: sorting, causes, keyboard, print, dark, narrow, scripts off, axe.
source "$(dirname "${BASH_SOURCE[0]}")/tools.bash" "$1"
need_browser
axe=$(module axe-core) || skip "no axe-core"

draw_pages
in_browser "$here/page.mjs" "$axe/axe.min.js" "$pages"/*.html
