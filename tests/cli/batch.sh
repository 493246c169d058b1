#!/bin/bash
# assess with many changes: one landscape, a table, each report as if it were alone.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

mkdir -p changes/later
sed 's/CHG-1/CHG-2/; s/20:00/20:30/; s/New database/Second/' harmless.yaml > changes/second.yaml
sed 's/CHG-1/CHG-3/; s/01-12/02-12/; s/update: db/update: erp/' change.yaml > changes/later/third.yaml
cp change.yaml changes/first.yaml
printf 'knockon: policy/1\n' > changes/policy.yaml
today="--today 2027-01-01"

run 1 assess changes $today
has out "3 changes: 2 not as proposed, 1 within"; has out "for whom"; has out "Together"
has out "CHG-1 and CHG-2, component: db"; has out "Time line"
has out "NOT AS PROPOSED: Finance would carry more risk than it accepts."
# Brief is the page without each change; -v has each in full.
run 1 assess changes $today --brief; lacks out "NOT AS PROPOSED"; has out "Collisions"
run 1 assess changes $today -v; has out "sponsor: Finance"; has out "Causes"
# A file that is named must be a change.
run 2 assess changes/*.yaml $today; has err "K005"; has out "CHG-1"

# Every report says what it says alone, to the byte.
run 1 assess changes $today --format jsonl
cp out all.jsonl
[ "$(wc -l < all.jsonl)" = 3 ] || fail "there should be three lines"
for c in changes/first.yaml changes/second.yaml changes/later/third.yaml; do
    "$program" assess "$c" $today --format jsonl > alone 2> err
    grep -qFx -- "$(cat alone)" all.jsonl || fail "the report of $c differs from the one alone"
done
for extra in "--set steps.1.fails=3%" "--set components.db.availability=99%" \
    "--down erp" "--start 2027-03-02T20:00" "--planned changes/later"; do
    "$program" assess changes $today --format jsonl $extra > all.jsonl 2> err
    "$program" assess changes/second.yaml $today --format jsonl $extra > alone 2> err
    [ -s alone ] || fail "no report with $extra"
    grep -qFx -- "$(cat alone)" all.jsonl || fail "with $extra the report differs from the one alone"
done

# So they do where the same steps on another date leave the same behind for good.
mkdir routine
for day in 12 19 26; do
    cat > routine/$day.yaml <<YAML
knockon: change/1
id: R-$day
window: {start: 2027-01-${day}T20:00}
steps:
  - {connect: invoicing, to: [db]}
  - {migrate: db, to: {availability: 99%, recovery: 8h}, fails: 2%}
YAML
done
sed -i 's/99%/99.5%/' routine/26.yaml
"$program" assess routine $today --format jsonl --jobs 3 > all.jsonl 2> err
for c in routine/*.yaml; do
    "$program" assess "$c" $today --format jsonl > alone 2> err
    has alone '"loss_per_year"'
    grep -qFx -- "$(cat alone)" all.jsonl || fail "the report of $c differs from the one alone"
done

# Threads change no byte.
"$program" assess changes $today --format json --jobs 1 > one 2> err
"$program" assess changes $today --format json --jobs 3 > three 2> err
cmp -s one three || fail "the number of threads changes the answer"
has one '"knockon": "portfolio/1"'; has one '"collisions": ['; has one '"interaction": {'

# One that is wrong costs only itself; it is named, and the status says so.
sed 's/fails: 5%/fials: 5%/; s/CHG-1/CHG-9/' change.yaml > changes/typo.yaml
sed 's/update: db/update: dd/; s/CHG-1/CHG-8/' change.yaml > changes/unknown.yaml
run 2 assess changes $today --report json=p.json
has err 'write `fails`'; has err "typo.yaml:"; has err "unknown.yaml:"
has out "5 changes: 2 not as proposed, 1 within what everyone accepts, 2 not assessed"
has out "changes/typo.yaml: not assessed"; has p.json '"left_out": ['
has p.json '"path": "changes/unknown.yaml"'
run 2 assess changes/typo.yaml changes/unknown.yaml $today; empty out
run 2 assess changes/first.yaml nowhere.yaml $today; has err "nowhere.yaml"; has out "CHG-1"
rm changes/typo.yaml changes/unknown.yaml

# Two with one id cannot be told apart; the same file twice is one.
cp changes/first.yaml changes/zzz.yaml
run 2 assess changes $today; has err "K218"; has err "changes/first.yaml"; has out "4 changes: "
rm changes/zzz.yaml
run 1 assess changes/first.yaml changes/first.yaml $today; has out "1 change: 1 not as proposed"

# A mistake in what all have in common stops everything.
sed 's/needs: \[db\]/needs: [bd]/' landscape.yaml > wrong.yaml
run 2 assess changes $today -l wrong.yaml; has err 'write `db`'; empty out
run 1 assess changes $today --format html --report html=p.html
has out "3 changes: 2 not as proposed, 1 within what everyone accepts."; has out 'href="#change-3"'
has out "What they risk together"; has err "3 changes: "; cmp -s out p.html || fail "two pages differ"
mkdir none; run 0 assess none $today; has err "no change in this folder"; empty out
run 2 assess changes $today --report json=changes/first.yaml; has err "overwrite the input"
has changes/first.yaml "knockon: change/1"
run 0 assess changes $today --gate none
run 1 assess changes/second.yaml changes/later $today --gate error
cp changes/second.yaml calm.yaml; sed 's/CHG-2/CHG-4/' calm.yaml > calmer.yaml
run 0 assess calm.yaml calmer.yaml $today
run 1 assess calm.yaml calmer.yaml $today --gate warning  # they collide
done_testing
