#!/bin/bash
# Two versions of a landscape, and the landscape as a change leaves it.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"

cat > old.yaml <<'YAML'
knockon: landscape/1
currency: EUR
departments: {finance: {name: Finance}}
components:
  db: {name: "Data\u001b[31mbase", availability: 99%, recovery: 1h}
  spare: {availability: 99%, recovery: 1h}
  erp: {availability: 100%, needs: [{any: [db, spare]}]}
processes:
  books: {name: Books, department: finance, needs: [erp], loss: {hour: 1k}}
YAML
sed 's/{any: \[db, spare\]}/db/; s/1k/2000/' old.yaml > new.yaml

run 0 diff old.yaml old.yaml; has out 'Both say the same.'; empty err
run 0 diff old.yaml new.yaml
has out '~ erp'; has out '- {any: [db, spare]}'; has out '+ db'; has out '1k → 2k'; has out 'new.yaml:7'
has out 'db becomes a single point of failure for Books'; has out '88 h'; has out '0 new, 0 gone, 2 changed'
run 0 diff - new.yaml < old.yaml; has out '0 new, 0 gone, 2 changed'
run 0 diff old.yaml new.yaml --format json -q; has out '"knockon": "diff/1"'; has out '"new_single_points_of_failure": ["db"]'
run 0 diff old.yaml new.yaml --color always; lacks out "Data"$'\x1b'
for width in 40 60 80 120; do
    run 0 diff old.yaml new.yaml --width $width
    [ "$(wc -L < out)" -le "$width" ] || fail "wider than $width columns"
done
mkdir folder; { head -n 3 old.yaml; sed -n '/^processes/,$p' old.yaml; } > folder/b.yaml
{ head -n 1 old.yaml; sed -n '/^components/,/erp/p' old.yaml; } > folder/a.yaml
run 0 diff old.yaml folder; has out 'Both say the same.'
run 2 diff - - < old.yaml; has err 'only one of the two'; empty out
run 2 diff old.yaml; empty out
run 2 diff old.yaml nowhere.yaml; empty out
sed 's/needs: \[erp\]/needs: [erpp]/' old.yaml > wrong.yaml
run 2 diff old.yaml wrong.yaml; has err 'wrong.yaml:9'; empty out

# What is only called otherwise is renamed, and whatever refers to it says the same.
sed 's/\berp\b/core/g' old.yaml > renamed.yaml
run 0 diff old.yaml renamed.yaml; has out '~ core  was erp'; has out '0 new, 0 gone, 0 changed, 1 renamed'; lacks out '! '
run 0 diff old.yaml renamed.yaml --format json; has out '"what": "renamed"'; has out '"was": "erp"'; has out '"renamed": 1'

# What a change leaves reads back, and is what it says.
cat > done.yaml <<'YAML'
knockon: change/1
id: CHG-1
sponsor: finance
window: {start: 2027-01-12T20:00, length: 1h}
steps:
  - {add: {cache: {availability: 99.9%, recovery: 5m, needs: [{all: db, tolerates: 15m}]}}, fails: 0%}
  - {connect: erp, to: [cache], fails: 0%}
YAML
run 0 apply -l old.yaml done.yaml; cp out after.yaml; empty err
run 0 diff old.yaml after.yaml; has out '+ cache'; has out '1 new, 0 gone, 1 changed'
run 0 apply -l old.yaml done.yaml --format json; cp out after.json
run 0 diff after.yaml after.json; has out 'Both say the same.'
run 0 check -l after.yaml
sed 's/^  erp: .*/&  # the heart/' old.yaml > edited.yaml
run 0 apply -l edited.yaml done.yaml --in-place; empty out; has err 'edited.yaml is written'; has edited.yaml '# the heart'
run 0 diff after.yaml edited.yaml; has out 'Both say the same.'
sed -n '1,5p' old.yaml | diff - <(sed -n '1,5p' edited.yaml) > /dev/null || fail 'lines that say the same are touched'
run 2 apply -l old.yaml done.yaml --in-place --format yaml; has err 'does not go with'
run 2 apply -l after.yaml done.yaml; has err '`cache` exists already'; empty out
run 2 apply -l old.yaml done.yaml --report yaml=old.yaml; has err 'overwrite'; empty out
if [ -w /dev/full ]; then
    what="a full disk"
    "$program" apply -l old.yaml done.yaml > /dev/full 2> err; [ $? -eq 3 ] || fail "not status 3"
fi

# A calendar file is found from where the document stands.
mkdir sub
cp old.yaml sub/landscape.yaml
printf 'calendars: {board: {ics: board.ics}}\n' >> sub/landscape.yaml
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270101T100000Z\r\nDTEND:20270101T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' > sub/board.ics
run 0 apply -l sub/landscape.yaml done.yaml; cp out with-ics.yaml; has out 'sub/board.ics'
run 0 check -l with-ics.yaml
done_testing
