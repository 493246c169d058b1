#!/bin/bash
# --record: forecasts are added to a history, and nothing else in it is touched.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

# A new file is a history that can be read.
run 1 assess change.yaml --record new.yaml --today 2027-01-02
has new.yaml "knockon: history/1"
has new.yaml '  - {change: "CHG-1", date: 2027-01-12, verb: update, type: normal, component: "db", made: 2027-01-02, model: "'
has new.yaml 'forecast: {fails: 0.05, loss: '
has new.yaml ', departments: {"finance": {probability: 0.0'
run 1 assess change.yaml --history new.yaml
# The model is known again: by the same files, whatever the history beside them holds.
model() { grep -o 'model: "[0-9a-f]*"' "$1"; }
cp new.yaml first.yaml
run 1 assess change.yaml --history new.yaml --record new.yaml
[ "$(model new.yaml)" = "$(model first.yaml)" ] || fail "the history is part of the model's hash"
[ "$(model new.yaml | wc -c)" = 74 ] || fail "no hash"
# Again, with other figures: one forecast, the latest.
run 1 assess change.yaml --record new.yaml --set steps.1.fails=6%
has new.yaml "fails: 0.06"; lacks new.yaml "fails: 0.05"
[ "$(grep -c CHG-1 new.yaml)" = 1 ] || fail "the forecast is there twice"
run 1 assess change.yaml --record new.yaml --set steps.1.fails=6%
cp new.yaml once; run 1 assess change.yaml --record new.yaml --set steps.1.fails=6%
cmp -s once new.yaml || fail "the same forecast changes the file"

# Comments, order and what others wrote stay to the byte.
cat > history.yaml <<'YAML'
# Kept by the change board.
knockon: history/1
outcomes:
    # the first
    - change: OLD-1
      date: 2026-02-03   # a Tuesday
      verb: update
      failed: true
    - {change: OLD-2, date: 2026-03-03, verb: migrate, outage: 30m}  # as agreed

# the end
YAML
cp history.yaml before.yaml
sed 's/CHG-1/CHG-2/; s/sponsor: finance/team: "a: #1"/' change.yaml > second.yaml
run 1 assess change.yaml second.yaml --record history.yaml --today 2027-01-01
diff before.yaml history.yaml > difference
[ "$(grep -c '^>     - {change: "CHG-' difference)" = 2 ] || fail "two lines should be new"
grep -q '^<' difference && fail "a line of the old file is gone or changed"
has history.yaml 'team: "a: #1"'
run 1 assess change.yaml --history history.yaml
sed -i '/CHG-2/s/$/  # to be watched/' history.yaml
run 1 assess second.yaml --record history.yaml --set steps.1.fails=7%
[ "$(grep -c 'CHG-2' history.yaml)" = 1 ] || fail "the forecast of CHG-2 is there twice"
has history.yaml "# to be watched"; has history.yaml "fails: 0.07"

# What became of it is known: the forecast stays.
sed -i '/CHG-1/s/forecast/failed: false, forecast/' history.yaml; cp history.yaml known.yaml
run 1 assess change.yaml --record history.yaml --set steps.1.fails=9%
has err "K221"; cmp -s known.yaml history.yaml || fail "the forecast of what is over changed"

# An empty list, none at all, no line end at the end, line ends of another system.
printf 'knockon: history/1\noutcomes: []\n' > empty.yaml
run 1 assess change.yaml --record empty.yaml; run 1 assess change.yaml --history empty.yaml
printf 'knockon: history/1' > none.yaml
run 1 assess change.yaml --record none.yaml; run 1 assess change.yaml --history none.yaml
printf 'knockon: history/1\r\noutcomes:\r\n- {change: A, date: 2026-01-01, verb: add}\r\n' > dos.yaml
run 1 assess change.yaml --record dos.yaml
[ "$(grep -c $'\r$' dos.yaml)" = 4 ] || fail "the line ends are mixed"
run 1 assess change.yaml --history dos.yaml

# What it cannot add to, or must not, is left alone.
printf 'knockon: history/1\noutcomes: [{change: A, date: 2026-01-01, verb: add}]\n' > flow.yaml
cp flow.yaml kept
run 2 assess change.yaml --record flow.yaml --report text=no.txt; has err "list in brackets"; empty out
cmp -s flow.yaml kept || fail "it was changed"; [ ! -e no.txt ] || fail "a report was written"
run 2 assess change.yaml --record landscape.yaml; has err "K005"; empty out
has landscape.yaml "knockon: landscape/1"
run 2 assess change.yaml --record -; has err "cannot be"
run 2 assess change.yaml --record new.yaml --report json=new.yaml; has err "same file"
run 3 assess change.yaml --record nowhere/h.yaml; has err "cannot write"
run 2 assess missing.yaml --record unmade.yaml; [ ! -e unmade.yaml ] || fail "a history was made"
done_testing
