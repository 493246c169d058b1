#!/bin/bash
# The page in a real browser: sorting, causes, keyboard, print, dark, narrow, scripts off, axe.
source "$(dirname "${BASH_SOURCE[0]}")/tools.bash" "$1"
command -v node > /dev/null || skip "no node"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "no chromium"
driver=$(module puppeteer-core) || skip "no puppeteer-core"
axe=$(module axe-core) || skip "no axe-core"

draw_pages
mkdir "$pages/home"
HOME=$pages/home timeout 300 node "$here/page.mjs" "$browser" "$driver" "$axe/axe.min.js" "$pages"/*.html
