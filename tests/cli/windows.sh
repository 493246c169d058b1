#!/bin/bash
# When instead: what `windows` proposes is what `assess` accepts.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"
escape=$'\x1b'

# A week of starts; office hours and the evening before the invoices are dear.
cat > week.yaml <<'YAML'
knockon: landscape/1
organisation: Works
currency: EUR
timezone: Europe/Amsterdam
calendars:
  office: {days: mon-fri, hours: 08:00-18:00}
  closing: {dates: [2027-01-14]}
departments:
  finance: {name: "Finance\u001b[31m ##[error]", appetite: {loss: 100}}
components:
  db: {availability: 100%}
processes:
  invoicing: {name: Invoice run, department: finance, needs: [db], active: office, mtpd: 1h, loss: {hour: 1k}}
freezes:
  close: {during: closing, reason: the books are closed}
YAML
cat > move.yaml <<'YAML'
knockon: change/1
id: CHG-2
title: "New ::error:: database"
sponsor: finance
window: {start: 2027-01-12T09:00, length: 1h, earliest: 2027-01-11, latest: 2027-01-17}
hypercare: 4h
benefit: {finance: {value: 10k, per_week_late: 700}}
steps:
  - {update: db, fails: 50%, recovery: 2h}
YAML
asked="windows -l week.yaml move.yaml --today 2026-11-24"

run 0 $asked; has out "Best starts"; has out "x more than somebody accepts"; has out "! blocked"
has out "(local time)"; has out "00    03"; lacks out "$escape"; lacks out "##["
run 0 $asked --color always; has out "$escape"; lacks out "$escape[31m ##"
for width in 20 40 60 80 120; do
    run 0 $asked --width "$width"
    [ "$(wc -L < out)" -le "$width" ] || fail "wider than $width columns"
    ! grep -qE '^[[:space:]]*::' out || fail "commands a runner"
done
"$program" $asked --jobs 1 > one 2> err; "$program" $asked --jobs 2 > two 2> err
cmp -s one two || fail "the number of threads changes the answer"

run 0 $asked --every 6h --from 2027-01-12 --to 2027-01-13; has out "8 starts from"
run 0 $asked --every 30m --from 2027-01-12T08:00 --to 2027-01-12T09:00; has out "3 starts from"
run 0 $asked --start 2027-01-16T20:00; has out "What if: --start"
run 0 $asked -q; empty out; empty err
run 2 $asked --every 0h; has err "cannot be"; empty out
run 2 $asked --every soon; has err '`--every` cannot be `soon`'; empty out
run 2 $asked --every 1s; has err "starts; at most"; empty out
run 2 $asked --runs 0; has err '`--runs` cannot be `0`'; empty out
run 2 $asked --from tomorrow; has err '`--from` cannot be `tomorrow`'; empty out
run 2 $asked --from 2027-01-14 --to 2027-01-12; has err "earliest"; empty out
run 2 windows -l week.yaml; has err "usage: knockon windows CHANGE"; empty out

# What collides with the forward schedule is blocked.
cat > other.yaml <<'YAML'
knockon: change/1
id: CHG-3
window: {start: 2027-01-12T09:00, length: 2h}
hypercare: 1h
steps: [{update: db, fails: 1%}]
YAML
run 0 $asked --planned other.yaml --from 2027-01-12 --to 2027-01-12 --every 1h --format json
[ "$(grep -c '"T03"' out)" -eq 8 ] || fail "not the seven hours at which they meet, and the requested start"

# Nothing acceptable is said, with those who forbid it.
sed 's/loss: 100/loss: 1/; s/, active: office//' week.yaml > never.yaml
run 0 windows -l never.yaml move.yaml --today 2026-11-24
has out "NO START is accepted by everyone"; has out "more than accepted by Finance"
# What has passed is no proposal.
run 0 windows -l week.yaml move.yaml --today 2028-01-01; has out "blocked (T08"; has out "NO START"

if command -v python3 > /dev/null; then
    run 0 $asked --format json; empty err
    python3 - > said 2>&1 << 'PY' || fail "the JSON is not what it should be: $(cat said)"
import json
r = json.load(open("out"))
assert r["knockon"] == "windows/1" and r["every_s"] == 3600 and r["notes"] == [], r
assert len(r["windows"]) == 7 * 24
starts = [w["start"] for w in r["windows"]]
assert starts[0] == "2027-01-11T00:00:00+01:00" and starts == sorted(starts)
by_start = {w["start"]: w for w in r["windows"]}
assert r["requested"] == by_start["2027-01-12T09:00:00+01:00"]
assert r["requested"]["departments"]["finance"]["verdict"] == "exceeds"
frozen = [w["start"][8:13] for w in r["windows"] if w["blocked"] == ["T01"]]
assert frozen == [f"14T{h:02}" for h in range(24)], frozen
assert r["best"], r
for b in r["best"]:
    w = by_start[b]
    assert not w["blocked"] and all(d["verdict"] == "within" for d in w["departments"].values())
PY
fi

# What decides beside the change is named, with its digest.
printf 'knockon: policy/1\n' > rules.yaml
printf 'width: 200\n' > .knockon.yaml
asked="windows change.yaml --policy rules.yaml --from 2027-01-11 --to 2027-01-11 --runs 64"
run 0 $asked
has out "Judged by policy rules.yaml (sha256 $(sha256sum < rules.yaml | cut -d' ' -f1))"
has out "Judged by settings .knockon.yaml (sha256 $(sha256sum < .knockon.yaml | cut -d' ' -f1))"
run 0 $asked --format html; has out "Judged by policy rules.yaml"
run 0 $asked --format json; has out "$(sha256sum < landscape.yaml | cut -d' ' -f1)"; has out '"as": "policy"'
rm .knockon.yaml

# The example: refused at month end, accepted where `windows` says.
cd "$here/../../examples/van-rijn" || exit 1
out=$scratch/out err=$scratch/err
change=changes/personalised-campaign.yaml
"$program" windows "$change" --today 2026-11-24 --every 6h --format json > "$out" 2> "$err" ||
    { what="windows on the example"; fail "failed"; }
best=$(grep -A 1 '"best": \[' "$out" | grep -oE '[0-9]{4}-[0-9T:-]+\+[0-9:]+' | head -n 1)
what="assess --start $best"
"$program" assess "$change" --today 2026-11-24 --start "$best" > "$out" 2> "$err"
[ $? -eq 0 ] || { cd "$scratch" || exit 1; fail "the best start is not accepted"; }
what="assess as requested"
"$program" assess "$change" --today 2026-11-24 > "$out" 2> "$err"
[ $? -eq 1 ] || { cd "$scratch" || exit 1; fail "the requested start is accepted"; }
cd "$scratch" || exit 1
done_testing
