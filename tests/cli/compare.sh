#!/bin/bash
# Alternatives side by side: the figures of each alone, and what is wrong with any of them.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"
escape=$'\x1b'

cat > works.yaml <<'YAML'
knockon: landscape/1
currency: EUR
timezone: Europe/Amsterdam
departments:
  finance: {name: "Finance\u001b[31m ##[error]", appetite: {loss: 100}}
components:
  db: {availability: 100%}
processes:
  invoicing: {name: Invoice run, department: finance, needs: [db], loss: {hour: 1k}}
YAML
change() {
    cat <<YAML
knockon: change/1
id: $1
title: "$1 ::error::"
requested: 2026-11-01
window: {start: 2027-01-12T09:00, length: 1h}
steps: [{update: db, fails: $2, recovery: 2h}]
YAML
}
change now 50% > now.yaml
change careful 10% > careful.yaml
asked="compare -l works.yaml --today 2026-11-24"

run 0 $asked now.yaml careful.yaml
has out "Better for whom"; has out "A is dominated by B"; has out "exceeds"
lacks out "$escape"; lacks out "##["
has out "€ 1.0k"; has out "€ 200"; has out "− € 800"
run 0 $asked now.yaml now.yaml; has out "the same"; has out "no difference"; lacks out "dominated"
for width in 20 40 60 80 120; do
    run 0 $asked now.yaml careful.yaml --width "$width"
    [ "$(wc -L < out)" -le "$width" ] || fail "wider than $width columns"
    ! grep -qE '^[[:space:]]*::' out || fail "commands a runner"
done
run 0 $asked now.yaml careful.yaml --set steps.1.fails=20%
has out "the same"; has out "What if: --set steps.1.fails=20%"
run 0 $asked now.yaml careful.yaml --format json
has out '"knockon": "compare/1"'; has out '"loss_more_than_first": {"value": -800, "low": -800, "high": -800}'
has out '"dominated_by": [2]'

# What decides beside the changes is named, with its digest.
printf 'knockon: policy/1\n' > rules.yaml
run 0 $asked now.yaml careful.yaml --policy rules.yaml --width 200
has out "Judged by policy rules.yaml (sha256 $(sha256sum < rules.yaml | cut -d' ' -f1))"
run 0 $asked now.yaml careful.yaml --policy rules.yaml --format json; has out '"as": "policy"'

# A bad file among them: it is named, and so is what is wrong with the next one; nothing is compared.
change careful 10% | sed 's/update: db/update: bd/' > typo.yaml
sed 's/recovery: 2h/recovery: soon/' now.yaml > wrong.yaml
run 2 $asked now.yaml typo.yaml wrong.yaml
has err "typo.yaml:6:"; has err "wrong.yaml:6:"; [ ! -s out ] || fail "something was compared"
run 2 $asked now.yaml; run 2 $asked; run 2 $asked now.yaml missing.yaml; has err "missing.yaml"
done_testing
