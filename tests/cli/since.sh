#!/bin/bash
# What moved since an earlier report, which input moved it, and a gate for what got worse alone.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
today="--today 2027-01-01"

"$program" assess change.yaml $today --format json > old.json 2> err
run 1 assess change.yaml $today --since old.json
has out "Since old.json"; has out "Nothing moved by more than the errors."
# Assessed again it says the same, and the earlier report is no input of it.
run 1 assess change.yaml $today --since old.json --format json
cmp -s <(sed '/"since"/,$d' out) <(sed '/"since"/,$d' old.json) || fail "the rest of the report differs"

# 5 % became 8 %: of 1,000 an hour for 4 hours, at night for a process that never sleeps.
sed 's/5%/8%/' change.yaml > worse.yaml
run 1 assess worse.yaml $today --since old.json
has out "Finance: chance 5.0 % → 8.0 % (+ 3.0 %)"; has out "loss € 200 → € 320 (+ € 120)"
has out "steps.1.fails 5% → 8%: + € 120 (Finance + € 120)"
has out "files that differ: change.yaml (gone), worse.yaml (new)"
# Two inputs are told apart: each is put back alone. At 1 % the limit is a tie, and within.
sed 's/5%/1%/' change.yaml > calm.yaml
"$program" assess calm.yaml $today --format json > calm.json 2> err
run 1 assess change.yaml $today --since calm.json --set processes.invoicing.loss.hour=2k
has out "Finance: exceeds, was within"; has out "loss € 40 → € 400 (+ € 360)"
has out "steps.1.fails 1% → 5%: + € 320 (Finance + € 320); put back, Finance would be"
has out "processes.invoicing.loss.hour 1k → 2k: + € 200"
# What came and went as a whole is named, and another start is put back as one.
run 0 assess change.yaml $today --since old.json --start 2027-01-12T21:00 --down erp
has out "window.start 2027-01-12T20:00 → 2027-01-12T21:00: moves no loss"; has out "--down erp not said → given"
sed 's/needs: \[db\]/needs: [db, hub]/; s/^  db:/  hub: {availability: 99%, recovery: 1h}\n  db:/' landscape.yaml > two.yaml
run 1 assess change.yaml $today -l two.yaml --since old.json
has out "components.hub not said → "; has out "components.erp.needs [db] → [db, hub]"

# The gate: what was so before and is no worse does not stop, in any format.
run 0 assess change.yaml $today --since old.json --only-worse
has out "NOT AS PROPOSED"; has out "No worse than before, so at no gate: 1 verdict"
run 1 assess worse.yaml $today --since old.json --only-worse; lacks out "1 verdict"
run 1 assess change.yaml $today --since calm.json --only-worse
run 0 assess change.yaml $today --since old.json --only-worse --format junit
has out 'failures="0"'; has out "it was so before and is no worse"; has err "No worse than before"
run 0 assess change.yaml $today --since old.json --only-worse --format sarif
has out '"baselineState": "unchanged"'; has out '"excused": true'
run 0 assess change.yaml $today --since old.json --only-worse --format github
has out "::warning "; lacks out "::error "; has out "it was so before"
run 0 assess change.yaml $today --since old.json --only-worse --format gitlab; lacks out "blocker"
run 0 assess change.yaml $today --since old.json --only-worse --format markdown; has out "exceeds</strong>, as before"
run 0 assess change.yaml $today --since old.json --only-worse --format prometheus
has out 'knockon_excused{change="CHG-1",kind="verdict"} 1'
run 0 assess change.yaml $today --since old.json --only-worse --format csv; has out '"yes"'
run 0 assess change.yaml $today --since old.json --only-worse --format html; has out "No worse than before"
run 1 assess worse.yaml $today --since old.json --only-worse --format junit; has out 'failures="1"'
run 1 assess worse.yaml $today --since old.json --only-worse --format github; has out "::error "
# A finding that was there does not stop, a new one does; so does one whose acceptance is over.
ruled="$today --policy policy.yaml"
printf 'knockon: policy/1\nfindings: {C03: error}\n' > policy.yaml
sed 's/recovery: 4h/recovery: 4h, reversible: false/' calm.yaml > oneway.yaml
"$program" assess oneway.yaml $ruled --format json > oneway.json 2> err
run 1 assess oneway.yaml $ruled; has out "C03"
run 0 assess oneway.yaml $ruled --since oneway.json --only-worse; has out "finding"
run 1 assess oneway.yaml $ruled --since calm.json --only-worse; has out "came: error C03"
sed 's/recovery: 4h/recovery: 4h, rollback: {takes: 10m, works: 99%, rehearsed: 2026-12-20}/' calm.yaml > way.yaml
run 0 assess way.yaml $ruled --since oneway.json; has out "went: error C03"
cat >> policy.yaml <<'YAML'
accept:
  - {finding: C03, because: known, by: finance, until: 2027-01-05}
YAML
"$program" assess oneway.yaml $ruled --format json > accepted.json 2> err
run 1 assess oneway.yaml --policy policy.yaml --today 2027-01-06 --since accepted.json --only-worse; has out "(was: accepted)"
rm policy.yaml
# A missing agreement is not excused; it is asked for by name.
run 1 assess change.yaml $today --since old.json --only-worse --require-sign-off

# Many changes: the earlier portfolio; a change it does not know is new.
mkdir changes
cp change.yaml changes/a.yaml
sed 's/CHG-1/CHG-2/; s/5%/0.1%/' change.yaml > changes/b.yaml
"$program" assess changes $today --format json > many.json 2> err
run 1 assess changes $today --since many.json --gate warning
run 0 assess changes $today --since many.json --only-worse --gate warning
has out "1 verdict, "; has out " 1 collision."
sed 's/CHG-1/CHG-3/; s/01-12/03-12/' change.yaml > changes/c.yaml
run 1 assess changes $today --since many.json --only-worse; has out "does not know this change"
run 0 assess changes/a.yaml $today --since many.json --only-worse
rm changes/c.yaml changes/b.yaml; cp harmless.yaml changes/d.yaml; sed -i 's/CHG-1/CHG-4/' changes/d.yaml
run 0 assess changes $today --since many.json --only-worse; has out "in many.json, and not assessed here: CHG-2"

# What is no earlier report on this change is refused at its place.
run 2 assess change.yaml --only-worse; has err "without \`--since\`"
run 2 assess change.yaml --since nowhere.json; has err "nowhere.json"
run 2 assess change.yaml --since change.yaml; has err "change.yaml:1"
head -c 3000 old.json > half.json
run 2 assess change.yaml --since half.json; has err "half.json:"; has err "K003"; empty out
sed 's/CHG-1/CHG-9/' change.yaml > other.yaml
run 2 assess other.yaml --since old.json; has err "old.json:"; has err "a report on \`CHG-1\`, not on \`CHG-9\`"
sed 's/EUR/CHF/' landscape.yaml > francs.yaml
run 2 assess change.yaml -l francs.yaml --since old.json; has err "old.json:"; has err "this report is in \`EUR\`"
run 2 assess changes --since old.json; has err "a report on one change, and there are several"
run 2 assess changes -l francs.yaml --since many.json; has err "many.json:"
printf '{"knockon": "impact/1"}' > impact.json
run 2 assess change.yaml --since impact.json; has err "impact.json:1:13"
# A report of a version that kept no values: only files can be compared.
sed '/"values": {/,/^  },/d' old.json > plain.json
run 1 assess worse.yaml $today --since plain.json; has out "the earlier report holds no values"
done_testing
