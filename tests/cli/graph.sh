#!/bin/bash
# Pictures: four views, four formats, what Graphviz makes of them, and no text out of its place.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"

cat > works.yaml <<'YAML'
knockon: landscape/1
organisation: "Works \"];x[label=\"<&lt;"
currency: EUR
timezone: Europe/Amsterdam
departments: {finance: {name: "Fin & <b>Co</b>", appetite: {probability: 1%}}, it: {}}
suppliers: {nordhost: {name: "Nordhost \\ `x`"}}
components:
  db: {kind: database, owner: it, supplier: nordhost, availability: 99.9%, recovery: 2h}
  erp: {name: "%%{init}%% ##[error]", owner: it, sourcing: own, availability: 100%, needs: [{all: db, tolerates: 15m}]}
  mail: {availability: 100%}
processes:
  books: {name: "Book\u202Eing", department: finance, needs: [erp], loss: {hour: 1k}}
YAML
cat > change.yaml <<'YAML'
knockon: change/1
id: CHG-1
title: "New \"disks\""
sponsor: it
window: {start: 2027-01-12T20:00, length: 1h}
steps: [{update: db, fails: 20%, recovery: 2h}]
YAML

run 0 graph -l works.yaml; has out 'digraph'; has out 'cylinder'; lacks out '##['
run 0 graph -l works.yaml change.yaml; has out 'CHG-1'; has out 'changed'; has out 'survives 15 min without it'; has out '1 component'
run 0 graph -l works.yaml change.yaml --color-by verdict --format mermaid; has out 'flowchart LR'; has out 'exceeds'; lacks out '%%'
run 0 graph -l works.yaml --process books --format json; has out '"view": "needs"'; has out '"knockon": "graph/1"'
run 0 graph -l works.yaml --down nordhost; has out 'taken as down'; has out 'stops'
run 0 graph -l works.yaml --color-by risk; has out 'Losses are per year'
run 0 graph -l works.yaml --most 1; has out 'counted and not drawn one by one'
run 2 graph -l works.yaml --color-by colour; has err '`--color-by` cannot be'; empty out
run 2 graph -l works.yaml --color-by verdict; has err 'needs a change'; empty out
run 2 graph -l works.yaml --process boks; has err 'did you mean `books`?'; empty out
run 2 graph -l works.yaml --process books --down db; has err 'one question at a time'; empty out
run 2 graph -l works.yaml --most 0; empty out
run 2 graph -l works.yaml nowhere.yaml; empty out

# Viewers of Mermaid draw no more than 500 arrows, and do not say why.
{ printf 'knockon: landscape/1\ndepartments: {d: {}}\nprocesses: {p: {department: d, needs: [c0]}}\ncomponents:\n'
  for i in $(seq 0 30); do printf '  c%d: {needs: [%s]}\n' "$i" "$(seq -s, -f c%g $((i + 1)) $((i + 18 > 49 ? 49 : i + 18)))"; done
  for i in $(seq 31 49); do printf '  c%d: {}\n' "$i"; done; } > dense.yaml
run 0 graph -l dense.yaml --format mermaid; has err 'viewers stop at 500'; has out '%% '
run 0 graph -l dense.yaml --report mermaid=dense.mmd; has err 'viewers stop at 500'
run 0 graph -l dense.yaml --format mermaid -q; empty err; has out '%% '
run 0 graph -l dense.yaml; lacks err viewers

# The order of files and lines, and the number of threads, mean nothing.
mkdir parts; { head -n 4 works.yaml; sed -n '/^processes/,$p' works.yaml; } > parts/b.yaml
{ head -n 1 works.yaml; sed -n '/^departments/,/mail/p' works.yaml; } > parts/a.yaml
for view in "change.yaml" "--down db" "--process books" ""; do
    "$program" graph -l works.yaml $view --jobs 1 > one 2> err
    "$program" graph -l parts $view --jobs 2 > two 2> err
    what="graph $view"; cmp -s one two || fail "another order of files, another picture"
done

# Without Graphviz: a plain message, status 3, and the other formats all the same.
mkdir nothing
PATH=$PWD/nothing run 3 graph -l works.yaml --format svg --report dot=also.dot
has err 'is not installed'; empty out; has also.dot 'digraph'
printf '#!/bin/sh\necho "<svg><script/></svg>"\n' > nothing/dot; chmod +x nothing/dot
PATH=$PWD/nothing:$PATH run 3 graph -l works.yaml --format svg; has err 'no SVG'; empty out
printf '#!/bin/sh\nexit 1\n' > nothing/dot
PATH=$PWD/nothing:$PATH run 3 graph -l works.yaml --format svg; has err 'status 1'; empty out

[ "$failed" -eq 0 ] || done_testing
command -v dot > /dev/null || { echo "skipped: no dot"; exit 77; }
for view in "change.yaml" "--down db --color-by supplier" "--process books --color-by department" ""; do
    run 0 graph -l works.yaml $view -q
    dot -Tplain < out > plain 2> err || fail "dot cannot read it: $(cat err)"
    empty err
    run 0 graph -l works.yaml $view --format svg -q
    lacks out '<!DOCTYPE'; lacks out '<?xml'; has out '<svg role="img"'
    if command -v xmllint > /dev/null; then
        xmllint --noout out 2> err || fail "not well-formed: $(cat err)"
    fi
done
done_testing
