#!/bin/bash
# calibrate: a year of the example, in every form, and what cannot be scored.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
history=$tests/../examples/van-rijn/history.yaml

run 0 calibrate "$history"
has out "failures expected"; has out "By team"; has out "web"; has out "Not scored:"; has out "cancelled"
run 0 calibrate "$history" --by component; has out "By component"
run 0 calibrate "$history" --brief; lacks out "By team"
run 0 calibrate "$history" --format json
run 0 calibrate "$history" --replay --format json; has out '"replayed": true'
run 0 calibrate "$history" --inferred --from 2026-01-01 --to 2026-06-30 --format json
run 0 calibrate "$history" --format markdown; has out "<!-- knockon: calibration -->"
run 0 calibrate --history "$history" --report html=page.html; has page.html "</html>"; has page.html "<svg"

# What was recorded and then lived is scored; a forecast after the window's day is not.
run 1 assess change.yaml --record new.yaml --today 2027-01-02
run 0 calibrate new.yaml; has out "No step of this history has an outcome"
sed -i 's/forecast: {fails/failed: true, forecast: {fails/' new.yaml
run 0 calibrate new.yaml; has out "0.050 failures expected, 1 seen"; has out "can show nothing yet"
sed -i 's/made: 2027-01-02/made: 2027-01-13/' new.yaml
run 0 calibrate new.yaml; has out "foretold after the day of the window"; has out "base rates"
run 0 assess change.yaml --gate none --history "$history" --assumptions --set steps.1.fails=5%

# Hostile words reach the page as words.
cat > hostile.yaml <<'YAML'
knockon: history/1
outcomes:
  - {change: A, date: 2026-01-02, made: 2026-01-01, verb: update, team: "<script>alert(1)</script>\e[31m", forecast: {fails: 5%}, failed: true}
YAML
run 0 calibrate hostile.yaml --report html=page.html --report markdown=page.md
lacks page.html "<script>alert"; lacks page.md "<script>"; lacks out $'\e[31m'

# Mistakes.
run 2 calibrate; has err "needs a history"
run 2 calibrate landscape.yaml; has err "K005"
run 2 calibrate "$history" --by tem; has err 'did you mean `team`?'
run 2 calibrate "$history" --from yesterday; has err "cannot be"
printf 'knockon: history/1\nhalf_life: 2h\noutcomes:\n  - {change: A, date: 2026-01-02, verb: add, failed: true, result: cancelled, observed_until: 2025-01-01}\n' > wrong.yaml
run 2 calibrate wrong.yaml; has err "less than a day"; has err "neither failed nor held"; has err "before the day of the window"
printf 'knockon: history/1\noutcomes:\n  - {change: A, date: 2026-01-02, verb: add, result: canceled}\n' > wrong.yaml
run 2 calibrate wrong.yaml; has err 'did you mean `cancelled`'

# Other tools' records: an incident that names a change outweighs its code; what only lies near is marked.
cat > changes.csv <<'CSV'
number,type,assignment_group,cmdb_ci,start_date,close_code,state
CHG1,Normal,web,shop,2026-01-05 20:00:00,successful,Closed
CHG2,Normal,web,shop,2026-01-12 20:00:00,successful,Closed
CHG3,Standard,erp,erp,2026-01-19 20:00:00,successful_issues,Closed
CHG4,Emergency,erp,erp,2026-01-26 20:00:00,unsuccessful,Closed
CHG5,Normal,erp,erp,2026-02-02 20:00:00,,Open
CHG6,Normal,erp,mail,2026-02-09 20:00:00,successful,Canceled
CHG7,Normal,web,portal,16-02-2026 20:00:00,successful,Closed
,Normal,web,portal,2026-02-17,successful,Closed
CSV
cat > incidents.csv <<'CSV'
number,caused_by,cmdb_ci,opened_at
INC1,CHG2,shop,2026-01-13 08:00:00
INC2,,portal,2026-02-17 09:00:00
CSV
run 0 calibrate --changes changes.csv --incidents incidents.csv --format json
has out '"changes": 4'; has out '"seen": 2'; has out '"with_issues": 1'; has out '"cancelled": 1'; has out '"open": 1'
has err "1 row left out"
run 0 calibrate --changes changes.csv --incidents incidents.csv --infer 72h --format json
has out '"changes": 3'; has out '"inferred": 1'
run 0 calibrate --changes changes.csv --incidents incidents.csv --infer 72h --inferred; has out "only inferred are counted"
run 2 calibrate --changes changes.csv --profile jira; has err "expected servicenow"
run 2 calibrate --incidents incidents.csv; has err "without \`--changes\`"
run 2 calibrate --changes incidents.csv; has err "no column"
done_testing
