# For tests that need a browser or a validator of pages: source it with the program as $1. Debian's
# chromium, node and java; npm packages from $KNOCKON_NODE_MODULES, from where tests/run puts them, or from the
# folders that npm keeps for all users. Nothing is fetched: what is absent is skipped.
set -uo pipefail
export LC_ALL=C.UTF-8
program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 1
example=$here/../../examples/van-rijn
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

# module NAME: the folder of an npm package; status 1 where there is none.
module() {
    local folder
    for folder in "${KNOCKON_NODE_MODULES:-}" "$(dirname "$program")/tools/node_modules" /usr/local/lib/node_modules /usr/lib/node_modules; do
        if [ -n "$folder" ] && [ -e "$folder/$1/package.json" ]; then
            (cd "$folder/$1" && pwd -P)
            return
        fi
    done
    return 1
}
skip() { echo "skipped: $*"; exit 77; }

# What a script for a browser needs; in_browser SCRIPT WORDS... runs one, which gets the browser and its driver first.
need_browser() {
    command -v node > /dev/null || skip "no node"
    browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "no chromium"
    driver=$(module puppeteer-core) || skip "no puppeteer-core"
}
in_browser() {
    local script=$1
    shift
    mkdir -p "$pages/home"
    HOME=$pages/home timeout 300 node "$script" "$browser" "$driver" "$@"
}

# draw_pages: the five changes of the example as pages, in $pages.
draw_pages() {
    local change
    for change in "$example"/changes/*.yaml; do
        (cd "$example" && "$program" assess -l landscape "changes/$(basename "$change")" --today 2026-11-24 \
            --report html="$pages/$(basename "$change" .yaml).html") > "$pages/out" 2> "$pages/err"
        [ $? -le 1 ] || { cat "$pages/err"; exit 1; }
    done
}
