#!/bin/bash
# Every chain that is shown says which need on it nobody stated.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"

cat > landscape.yaml <<'YAML'
knockon: landscape/1
departments: {sales: {name: Sales, appetite: {probability: 1%, loss: 1k}}}
components:
  web: {name: Web shop, needs: [api]}
  api: {name: Interface, needs: [{all: db, origin: guessed}]}
  db: {kind: database}
processes:
  orders: {name: Orders, department: sales, needs: [{all: web, origin: observed}], loss: {hour: 800}}
YAML
cat > update.yaml <<'YAML'
knockon: change/1
id: CHG-2
sponsor: sales
window: {start: 2027-02-02T20:00, length: 2h}
steps: [{update: db, downtime: 10m}]
YAML
guess='rests on a guessed need: Interface needs db'
run 1 assess update.yaml --width 200 --report json=report.json --report html=page.html
has out "updating db → Interface → Web shop → Orders ($guess)"
has page.html "$guess"; has report.json '"weakest": {"consumer": "api", "member": "db", "origin": "guessed"}'
run 1 assess update.yaml --format markdown; has out "$guess"
run 1 assess update.yaml --format json
run 0 impact db --width 200; has out 'db → Interface → Web shop → Orders (rests on a guessed need: Interface needs db)'
run 0 impact db --format json; has out '"weakest": {"consumer": "api", "member": "db", "origin": "guessed"}'
run 0 impact web; has out '(as observed)'
run 0 structure --width 200; has out 'a guessed need: Interface needs db'
run 0 structure --format json; has out '"weakest": {"consumer": "orders", "member": "web", "origin": "observed"}'

# Stated: nothing to say, and null.
sed -i 's/, origin: [a-z]*//' landscape.yaml
run 1 assess update.yaml; lacks out 'guessed need'
run 0 structure; lacks out 'guessed need'
run 0 impact db --format json; has out '"weakest": null'
done_testing
