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
    HOME=$pages/home timeout 500 node "$script" "$browser" "$driver" "$@"
}

# draw_pages: the five changes of the example as pages, in $pages; and in many.html all of them, others that they
# collide with, and one that is wrong.
draw_pages() {
    local change moved=$pages/company/changes
    cp -r "$example" "$pages/company" && cd "$pages/company" || exit 1
    for change in changes/*.yaml; do
        draw "$(basename "$change" .yaml)" "$change"
    done
    sed 's/CHG-2027-011/CHG-2027-012/; s/02-02T12:15/02-03T12:15/' changes/new-dashboards.yaml > "$moved/again.yaml"
    sed 's/CHG-2027-014/CHG-2027-015/; s/02-25T20:00/02-26T20:00/' changes/personalised-campaign.yaml > "$moved/more.yaml"
    sed 's/CHG-2027-017/CHG-2027-018/; s/steps:/stpes:/' changes/line-sequencing.yaml > "$moved/typo.yaml"
    draw many changes
}
# draw NAME WHAT: a page of what is assessed.
draw() {
    "$program" assess -l landscape "$2" --today 2026-11-24 --report html="$pages/$1.html" > "$pages/out" 2> "$pages/err"
    [ $? -ne 3 ] && [ -s "$pages/$1.html" ] || { cat "$pages/err"; exit 1; }
}
