#!/bin/bash
# --planned: what comes before, what collides; the time line.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

cat >> landscape.yaml <<'YAML'
calendars:
  close: {periods: [2027-01-12T20:30..2027-01-12T22:00]}
freezes:
  month_end: {during: close, for: [erp], reason: books}
YAML
mkdir -p schedule/later
cat > schedule/first.yaml <<'YAML'
knockon: change/1
id: CHG-0
window: {start: 2027-01-11T20:00, length: 1h}
steps: [{add: {cache: {availability: 100%}}}]
YAML
cat > schedule/later/second.yaml <<'YAML'
knockon: change/1
id: CHG-2
window: {start: 2027-01-12T20:30, length: 1h}
steps: [{update: erp, fails: 1%}]
YAML
printf 'knockon: policy/1\n' > schedule/policy.yaml

# A folder is the forward schedule; files of other kinds in it are left alone.
run 0 assess harmless.yaml --planned schedule --today 2027-01-01
has out "T03"; has out "CHG-2"; has out "need: erp needs db"
run 0 assess harmless.yaml --today 2027-01-01; lacks out "T03"
run 1 assess harmless.yaml --planned schedule --today 2027-01-01 --gate warning

# `after` puts a planned change first.
sed 's/^steps:/after: [CHG-0]\nsteps:\n  - {update: cache, fails: 0%}/' harmless.yaml > after.yaml
run 2 assess after.yaml; has err "no planned change has that id"; has err "--planned"; empty out
run 0 assess after.yaml --planned schedule --today 2027-01-01; lacks err "error"
sed 's/\[CHG-0\]/[CHG-O]/' after.yaml > typo.yaml
run 2 assess typo.yaml --planned schedule; has err 'write `CHG-0`'; has err "typo.yaml:"
run 0 assess after.yaml --planned schedule --start 2027-01-11T20:30 --today 2027-01-01; has err "K219"

# A named file must be a change, a folder without one is said.
run 2 assess harmless.yaml --planned landscape.yaml; has err "K005"
run 2 assess harmless.yaml --planned nowhere; has err "nowhere"
mkdir none && run 0 assess harmless.yaml --planned none; has err "no change in this folder"
cp schedule/first.yaml schedule/copy.yaml
run 2 assess harmless.yaml --planned schedule; has err "K218"
rm schedule/copy.yaml

# The time line, as text, data and events.
run 0 assess harmless.yaml --planned schedule --today 2027-01-01 -v
has out "Time line"; has out "planned"; has out "freeze"
lacks out "CHG-0"
run 0 assess harmless.yaml --planned schedule --today 2027-01-01 --format json
has out '"timeline": ['; has out '"kind": "planned", "id": "CHG-2"'; has out '"last_turn_back": null'
run 0 assess harmless.yaml --planned schedule --today 2027-01-01 --format ics
has out "SUMMARY:Freeze: month_end: books (for erp)"; has out "SUMMARY:Planned: CHG-2: CHG-2"
has err "CHG-1: WITHIN"
done_testing
