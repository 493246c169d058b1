#!/bin/bash
# What a policy accepts stops no gate; what is over, mistyped or of no use is said with its place.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
today="--today 2026-12-15"

# policy LINES...: writes policy.yaml with these acceptances.
policy() {
    printf 'knockon: policy/1\naccept:\n' > policy.yaml
    printf '  - {%s}\n' "$@" >> policy.yaml
}
until="because: replaced in March, by: finance, until: 2027-03-01"

run 1 assess change.yaml $today
policy "exceeds: finance, $until"
run 0 assess change.yaml $today --policy policy.yaml
has out "ACCEPTED: Finance would carry more risk than its appetite, which was accepted."
has out "exceeds, accepted by Finance until Mon 1 Mar 2027: replaced in March"
empty err
run 0 assess change.yaml $today --policy policy.yaml --format json
has out '"verdict": "within"'; has out '"verdict": "exceeds"'
has out '"accepted": {"because": "replaced in March", "by": "finance", "until": "2027-03-01"'
has err "CHG-1: ACCEPTED"

# Its last day counts, the day after it is over.
run 0 assess change.yaml --policy policy.yaml --today 2027-03-01
run 1 assess change.yaml --policy policy.yaml --today 2027-03-02
has out "NOT AS PROPOSED"; has out "it counts"
has err "policy.yaml:3:72: warning[K161]"

# What matches nothing is a warning, and the verdict as if it were not there.
policy "exceeds: finance, for: CHG-2, $until"
run 1 assess change.yaml $today --policy policy.yaml
has err "policy.yaml:3:5: warning[K162]"
run 0 assess harmless.yaml $today --policy policy.yaml
has err "K162"

# A finding: an error stops, an accepted one does not. CHG-1 is asked for a day before its window.
sed 's/^window/requested: 2027-01-11\nwindow/' harmless.yaml > late.yaml
printf 'knockon: policy/1\nfindings: {T02: error}\n' > strict.yaml
run 1 assess late.yaml $today --policy strict.yaml; has out "1 finding stops it."
(cat strict.yaml; echo "accept: [{finding: T02, for: CHG-1, $until}]") > policy.yaml
run 0 assess late.yaml $today --policy policy.yaml
has out "1 of them accepted"; has out "accepted by Finance until Mon 1 Mar 2027: replaced in March"
lacks out "is an error"
run 1 assess late.yaml --policy policy.yaml --today 2027-03-02; has out "1 finding stops it."

# Mistakes: all at once, each with its place.
policy "finding: T99, $until" "finding: T02, by: finanse, because: x, until: 2027-03-01" \
    "finding: T02, by: finance, until: 2027-03-01" "finding: T02, because: x, by: finance" \
    "exceeds: nobody, $until"
run 2 assess change.yaml $today --policy policy.yaml; empty out
has err "policy.yaml:5:5: error[K106]"; has err "policy.yaml:6:5: error[K106]"
policy "finding: T99, $until" "finding: T02, by: finanse, because: x, until: 2027-03-01" \
    "exceeds: nobody, $until"
run 2 assess change.yaml $today --policy policy.yaml; empty out
has err "policy.yaml:3:15: error[K160]"; has err 'write `finance`'; has err "policy.yaml:5:15: error[K104]"
run 2 check --policy policy.yaml; has err "K160"

# What was there before is none of this change's doing: it stops no gate, and --all lists it.
sed 's/^departments:/departments:\n  hr: {}/' landscape.yaml > more.yaml
printf 'knockon: policy/1\nfindings: {M11: error}\n' > strict.yaml
run 0 assess -l more.yaml harmless.yaml $today --policy strict.yaml
has out "3 that were there before: --all"; lacks out "hr has no process"
run 0 assess -l more.yaml harmless.yaml $today --policy strict.yaml --all
has out "There before this change"; has out "hr has no process"
done_testing
