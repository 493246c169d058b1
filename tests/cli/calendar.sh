#!/bin/bash
# knockon calendar: months, intervals, events, and what it refuses.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

cat >> landscape.yaml <<'YAML'
calendars:
  invoice_day: {rrule: "FREQ=MONTHLY;BYMONTHDAY=-1", hours: 06:00-18:00}
  night: {hours: 20:00-06:00}
YAML

# Months: three from this one on; February of a leap year has its 29th.
run 0 calendar invoice_day --today 2028-02-10
for words in "invoice_day" "February 2028" "April 2028" "06-18" "3 intervals, 36 h in all"; do has out "$words"; done
lacks out "May 2028"
run 0 calendar invoice_day --from 2028-02-29 --to 2028-02-29; has out "1 interval, 12 h in all"
run 0 calendar invoice_day --from 2028-02-28 --to 2028-02-28; has out "Never active"
run 0 calendar night --from 2027-10-01 --to 2027-10-31; has out "31 (25 h)"

# Twelve months of intervals, in order; cut where the stretch ends.
run 0 calendar invoice_day --today 2027-01-15 --format json
has out '"knockon": "calendar/1"'; has out '"timezone": "Europe/Amsterdam"'
has out '{"start": "2027-02-28T06:00:00+01:00", "end": "2027-02-28T18:00:00+01:00"}'
[ "$(grep -c '"start"' out)" -eq 12 ] || fail "not 12 intervals"
run 0 calendar night --from 2027-01-12T22:00 --to 2027-01-13T04:00 --format json
has out '{"start": "2027-01-12T22:00:00+01:00", "end": "2027-01-13T04:00:00+01:00"}'
run 0 calendar night --today 2028-02-29 --format json; has out '"to": "2029-02-28T00:00:00+01:00"'

# Events for one's own calendar.
run 0 calendar invoice_day --from 2027-02-01 --to 2027-02-28 --format ics
has out "BEGIN:VCALENDAR"; has out "DTSTART:20270228T050000Z"; has out "DTEND:20270228T170000Z"
! grep -qv $'\r$' out || fail "a line does not end in CRLF"

# The list.
run 0 calendar --today 2027-01-15; has out "invoice_day"; has out "Sun 31 Jan 2027 06:00"
run 0 calendar --today 2027-01-15 --format json; has out '"calendars": ['

# What is refused.
run 2 calendar invoice_dy; has err 'did you mean `invoice_day`?'; empty out
run 2 calendar nobody; has err "lists them all"; empty out
run 2 calendar night --from 2027-01-12 --to 2027-01-11; has err "must come before"; empty out
run 2 calendar night --from soon; has err '`--from` cannot be `soon`'; empty out
run 2 calendar --format ics; has err "needs the ID"; empty out
run 2 calendar --from 2027-01-01; has err "needs the ID"; empty out
run 2 calendar night invoice_day; has err "too many operands"; empty out

# A calendar that means nothing is told by every command.
sed 's/BYMONTHDAY=-1/BYMONTHDAY=32/' landscape.yaml > wrong.yaml
for command in "calendar night" check "impact db" "assess change.yaml"; do
    # shellcheck disable=SC2086
    run 2 $command -l wrong.yaml; has err "K112"
done
sed 's/Amsterdam/Amsterdm/' landscape.yaml > wrong.yaml
run 2 check -l wrong.yaml; has err "write \`Europe/Amsterdam\`"

# More work than a night is long; 11 hours fit only the nights in which the clocks go back.
sed 's/mtpd: 1h/deadlines: [{calendar: night, work: 12h}]/' landscape.yaml > wrong.yaml
run 2 check -l wrong.yaml --today 2027-01-15; has err "error[K140]"; has err "asks for 12 h of work"
run 2 assess -l wrong.yaml change.yaml; has err "K140"; empty out
sed 's/mtpd: 1h/deadlines: [{calendar: night, work: 11h}]/' landscape.yaml > wrong.yaml
run 0 check -l wrong.yaml --today 2027-01-15; has err "warning[K140]"; has err "730 of 732 stretches"
done_testing
