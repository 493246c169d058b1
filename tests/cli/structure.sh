#!/bin/bash
# How good each process is: exact figures against hand-made ones, and what is simulated says so.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"
escape=$'\x1b'

# Two in series with a pair: U = 1 - 0.998 * 0.999 * (1 - 0.01 * 0.02).
cat > steady.yaml <<'YAML'
knockon: landscape/1
organisation: "Works ##[error]"
currency: EUR
timezone: Europe/Amsterdam
calendars:
  office: {days: mon-fri, hours: 08:00-18:00}
departments:
  finance: {name: "Finance\u001b[31m"}
  sales: {name: Sales}
components:
  ledger: {availability: 99.9%, recovery: {mean: 1h}}
  erp: {availability: 99.8%, recovery: {mean: 6h}, needs: [{any: [node_a, node_b]}]}
  node_a: {availability: 99%, recovery: {mean: 8h}}
  node_b: {availability: 98%, recovery: {mean: 8h}}
processes:
  books: {name: Books, department: finance, needs: [ledger, erp], loss: {hour: 1k}}
YAML
sed '/^  books/a \  offers: {department: sales, needs: [{all: erp, tolerates: 2h}], active: office, loss: {hour: 100}}' \
    steady.yaml > years.yaml

run 0 structure -l steady.yaml; has out "Worked out exactly."; has out "99.68 %, two nines"
has out "28 h"; has out "alone bring it down"; has out "erp, ledger"
lacks out "~"; lacks out "$escape"; lacks out "##["
run 0 structure -l steady.yaml --color always; has out "$escape"; lacks out "Finance$escape"
for width in 20 40 60 80 120; do
    run 0 structure -l steady.yaml --width "$width"
    [ "$(wc -L < out)" -le "$width" ] || fail "wider than $width columns"
done
run 0 structure -l steady.yaml --width 120; has out "node_a + node_b 1.8 h"
run 0 structure -l steady.yaml --width 120 --top 1; lacks out "node_a"
sed 's/availability: 99.9%, //' steady.yaml > assumed.yaml
run 0 structure -l assumed.yaml; has out "is assumed"; has out "ledger"
run 0 structure -l assumed.yaml --assumptions; has out "ledger, availability"
run 0 structure -l steady.yaml -q; empty out; empty err
run 0 structure -l steady.yaml --engine exact; lacks out "~"
run 0 structure -l steady.yaml --report json=r.json; has r.json '"knockon": "structure/1"'

# A tolerance and opening hours: years are simulated, and that shows.
run 0 structure -l years.yaml --max-years 200; has out "~"; has out "±"; has out "years simulated, seed 1"
run 0 structure -l years.yaml --process books; lacks out "~"; lacks out "offers"
run 2 structure -l years.yaml --engine exact --max-years 20; has err "cannot work out"; has err "offers"; empty out
run 0 structure -l steady.yaml --engine simulate --max-years 50; has out "~"
for jobs in 1 2; do
    "$program" structure -l years.yaml --max-years 100 --format json --jobs $jobs > "jobs$jobs" 2> err
done
what="--jobs"; cmp -s jobs1 jobs2 || fail "the number of threads changes the answer"

# More outages than even a few years can hold: refused, and the limit named lets it through.
sed 's/availability: 99.9%, recovery: {mean: 1h}/availability: 99%, recovery: {mean: 1m}/' years.yaml > often.yaml
run 2 structure -l often.yaml --limit work=1000000; has err "even a few years take more than"; empty out
limit=$(sed -n 's/.*raise the limit: --limit \(work=[0-9]*\)$/\1/p' err)
run 0 structure -l often.yaml --limit "$limit"; has out "years simulated"

run 2 structure -l years.yaml --process offer; has err 'did you mean `offers`?'; empty out
run 2 structure -l years.yaml --process erp; has err '`erp`'; empty out
run 2 structure -l years.yaml --top 0 --max-years 1; empty out
for option in top max-years; do has err "\`--$option\` cannot be"; done
run 2 structure -l years.yaml --engine enumerate; has err '`--engine` cannot be `enumerate`'; empty out
run 2 structure books -l years.yaml; empty out
run 2 structure -l nowhere; empty out
sed 's/needs: \[ledger/needs: [ledgr/' steady.yaml > wrong.yaml
run 2 structure -l wrong.yaml; has err "wrong.yaml:"; empty out
sed '/^processes/,$d' steady.yaml > none.yaml
run 0 structure -l none.yaml; has out "NOT MODELLED"
if [ -w /dev/full ]; then
    what="a full disk"
    "$program" structure -l steady.yaml > /dev/full 2> err; [ $? -eq 3 ] || fail "not status 3"
fi

if command -v python3 > /dev/null; then
    run 0 structure -l steady.yaml --format json -q; empty err
    python3 - > said 2>&1 << 'PY' || fail "the JSON is not what it should be: $(cat said)"
import json, math
r = json.load(open("out"))
assert r["knockon"] == "structure/1" and r["seed"] == 1 and r["currency"] == "EUR", r
p, = r["processes"]
assert p["id"] == "books" and p["method"] == "exact"
u = 1 - 0.998 * 0.999 * (1 - 0.01 * 0.02)
assert math.isclose(p["unavailability"]["value"], u, rel_tol=1e-9), p
assert math.isclose(p["loss_per_year"]["value"], 8760 * u * 1000, rel_tol=1e-9), p
assert p["cut_sets"]["count"] == "3" and p["single_points_of_failure"] == ["erp", "ledger"]
assert p["cut_sets"]["top"][0]["members"] == ["erp"]
for i in p["importance"]:  # RRW by hand: the process without this failure
    good = {"erp": 0.998, "ledger": 0.999, "node_a": 0, "node_b": 0}[i["id"]]
    without = 1 - (1 - u) / good if good else 1 - 0.998 * 0.999
    assert math.isclose(i["rrw"], u / without, rel_tol=1e-9), i
PY
    # Worked examples and published fault trees, where they are.
    oracles=$(realpath -m "$here/../../../shared/oracles/check.py")
    trees=$(realpath -m "$here/../../../shared/real/aralia/check.py")
    if [ -e "$oracles" ]; then
        what="worked examples"
        python3 "$oracles" "$program" common-cause stays-behind --part structure > said 2>&1 ||
            fail "$(cat said)"
    else
        echo "worked examples: skipped"
    fi
    if [ -e "$trees" ]; then
        what="published fault trees"
        python3 "$trees" "$program" > said 2>&1 || fail "$(cat said)"
    else
        echo "published fault trees: skipped"
    fi
fi
done_testing
