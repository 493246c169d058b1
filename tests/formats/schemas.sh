#!/bin/bash
# Every JSON document is what `knockon schema` says, no more and no less.
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
python=$(python_with jsonschema)
[ -n "$python" ] || { echo "skipped: no jsonschema module"; exit 77; }
example=$tests/../examples/van-rijn

for kind in report check impact structure windows calendar graph; do run 0 schema "$kind"; done
run 2 schema reprt; has err 'did you mean `report`?'

# A document per command; expect.bash holds all of them against their schemas.
run 0 check -l "$example/landscape" --format json
run 2 check -l nowhere --format json
run 0 impact -l "$example/landscape" erp --format json
run 0 structure -l "$example/landscape" --format json --today 2026-11-24
run 0 calendar -l "$example/landscape" --format json --today 2026-11-24
run 0 calendar -l "$example/landscape" office --format json --today 2026-11-24
run 0 windows -l "$example/landscape" "$example/changes/ebike-launch.yaml" --runs 64 --every 12h --format json --today 2026-11-24
for change in "$example"/changes/*.yaml; do
    run 0 assess -l "$example/landscape" "$change" --gate none --format json --today 2026-11-24 --max-runs 2000
    cp out "$(basename "$change" .yaml).json"
done
run 0 assess change.yaml --gate none --format json --set "components.db.availability=99%..99.9%" --down erp
run 0 assess harmless.yaml --format json --set "steps=[]"

# The schema is strict: it is of no use if it lets anything through.
what="a changed report"
mutant() {
    "$python" - "$1" << 'PY' > mutant.json
import json, sys
d = json.load(open("line-sequencing.json"))
exec(sys.argv[1])
json.dump(d, sys.stdout)
PY
    "$python" "$tests/formats/against_schema" "$program" mutant.json > out 2> err && fail "passes: $1"
}
"$python" "$tests/formats/against_schema" "$program" line-sequencing.json > out 2> err || fail "is refused unchanged"
mutant 'd["departments"][0]["more"] = 1'
mutant 'del d["notes"]'
mutant 'd["verdict"] = "fine"'
mutant 'd["total"]["loss"]["mean"]["value"] = "1"'
mutant 'd["change"]["window"]["start"] = None'
mutant 'd["knockon"] = "report/2"'
done_testing
