#!/bin/bash
# Width, colour, progress: what depends on who is looking.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
escape=$'\x1b'

run 1 assess change.yaml; lacks out "$escape"
run 1 assess change.yaml --color always; has out "$escape"
NO_COLOR=1 run 1 assess change.yaml --color always; has out "$escape"
CLICOLOR_FORCE=1 run 1 assess change.yaml; has out "$escape"
NO_COLOR=1 CLICOLOR_FORCE=1 run 1 assess change.yaml; lacks out "$escape"
CLICOLOR_FORCE=0 run 1 assess change.yaml; lacks out "$escape"

for width in 40 60 80 120; do
    run 1 assess change.yaml -v --assumptions --width "$width"
    [ "$(wc -L < out)" -le "$width" ] || fail "a line is wider than $width"
    COLUMNS=$width run 1 assess change.yaml -v --assumptions
    [ "$(wc -L < out)" -le "$width" ] || fail "a line is wider than COLUMNS=$width"
    has out "Finance"; has out "exceeds"
done

run 1 assess change.yaml --brief; has out "NOT AS PROPOSED"; lacks out "Why"
run 1 assess change.yaml -v; has out "Causes"; has out "Every process"
run 0 assess change.yaml --start 2027-02-02T20:00 --down erp --set components.erp.restart=5m
has out "What if: --start 2027-02-02T20:00, --down erp,"
has out "2 Feb 2027 20:00"

# The same question has the same answer on any number of threads.
"$program" assess change.yaml --engine simulate --format json --jobs 1 > one 2> err
"$program" assess change.yaml --engine simulate --format json --jobs 3 > three 2> err
cmp -s one three || fail "threads changed the answer"

# On a terminal: colour; progress only if it takes a while, and never left on the screen.
if command -v script > /dev/null; then
    what="on a terminal"
    TERM=xterm script -qec "'$program' assess change.yaml --width 80" /dev/null < /dev/null > out 2> err
    has out "$escape[31m"
    TERM=dumb script -qec "'$program' assess change.yaml --width 80" /dev/null < /dev/null > out 2> err
    lacks out "$escape"

    # An import that has taken a while, since its input came late: how far it is, and then no trace of it.
    { echo '{"graph": {"nodes": {'; seq -s, -f '"c%.0f": {"label": "server"}' 9000; echo '}, "edges": []}}'; } > graph.json
    late="(head -c 100 graph.json; sleep 1; tail -c +101 graph.json)"
    TERM=xterm script -qec "$late | '$program' import - > landscape.imported" /dev/null < /dev/null > out 2> err
    tr '\r' '\n' < out > lines
    grep -qE '^[0-9]+ %' lines || fail "no progress"
    grep -qE "^$escape\[K9000 elements" lines || fail "progress stays on the screen"
    TERM=dumb script -qec "$late | '$program' import - > landscape.imported" /dev/null < /dev/null > out 2> err
    has out "9000 elements"; lacks out " %"
fi
done_testing
