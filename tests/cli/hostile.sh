#!/bin/bash
# Text in files that would like to be more than text.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

cat > landscape.yaml <<'YAML'
knockon: landscape/1
organisation: "x\e[2J</script>"
currency: EUR
departments:
  finance: {name: "::error::Finance\n::warning::x", appetite: {probability: 1%}}
components:
  db: {name: "##[error]db", availability: 100%}
processes:
  invoicing: {name: "\u202egnp.\u0007", department: finance, needs: [db], mtpd: 1h, loss: {hour: 1k}}
YAML
sed -i 's/New database/"##vso[task.setvariable]\\e]0;owned\\a"/' change.yaml

for format in text json; do
    run 1 assess change.yaml -v --assumptions --format "$format"
    for file in out err; do
        lacks "$file" $'\x1b'; lacks "$file" $'\x07'; lacks "$file" $'\u202e'; lacks "$file" "##["
        lacks "$file" "##vso["
        ! grep -qE '^[[:space:]]*::' "$file" || fail "$file commands a runner"
    done
done
lacks out "</script>"

# A path is text from outside as well.
mkdir $'a\x1b[31mb' && cp landscape.yaml $'a\x1b[31mb/landscape.yaml'
run 2 check -l $'a\x1b[31mb/missing.yaml'; lacks err $'\x1b'
run 2 impact $'::error::x'; ! grep -qE '^[[:space:]]*::' err || fail "err commands a runner"
run 2 $'\x1b[31m'; lacks err $'\x1b'
run 2 assess $'--\x1b[31m'; lacks err $'\x1b'
run 2 assess change.yaml --seed $'\x1b[31m'; lacks err $'\x1b'
done_testing
