#!/bin/bash
# The pages before two validators that know the standard: html-validate and the Nu checker (vnu).
source "$(dirname "${BASH_SOURCE[0]}")/tools.bash" "$1"
command -v node > /dev/null || skip "no node"
html_validate=$(module html-validate) || html_validate=
vnu=$(module vnu-jar) || vnu=
command -v java > /dev/null || vnu=
[ -n "$html_validate$vnu" ] || skip "neither html-validate nor vnu-jar"

draw_pages
status=0
if [ -n "$html_validate" ]; then
    echo '{"extends": ["html-validate:recommended", "html-validate:document"], "rules": {"long-title": "off"}}' \
        > "$pages/rules.json"
    node "$html_validate/bin/html-validate.mjs" -c "$pages/rules.json" "$pages"/*.html || status=1
else
    echo "without html-validate"
fi
if [ -n "$vnu" ]; then
    # It does not work out digests, so it takes the policy for one that blocks the page's own style.
    timeout 300 java -jar "$vnu/build/dist/vnu.jar" --filterpattern '.*violates Content Security Policy.*' \
        "$pages"/*.html || status=1
else
    echo "without vnu-jar"
fi
exit "$status"
