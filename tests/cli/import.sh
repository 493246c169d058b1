#!/bin/bash
# From what people have to a landscape, and from there to an answer.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"

cat > compose.yaml <<'YAML'
services:
  web: {image: shop, depends_on: [api, gone]}
  api: {image: api, depends_on: [db]}
  db: {image: postgres}
YAML
run 0 import compose.yaml --report json=balance.json; cp out imported.yaml
has err '3 elements and 3 relations read: 3 components, 0 processes, 2 needs'
has err 'not imported: 1 relation, end not there (web → gone)'
has out 'source: compose:db'; has balance.json '"needs": 2'
run 0 check -q -l imported.yaml
run 0 import compose.yaml --format json; has out '"reason": "end not there"'
run 0 import - < compose.yaml; cmp -s out imported.yaml || fail 'standard input gives something else'
"$program" import compose.yaml -q --format yaml | "$program" impact -l - db > out 2> err; has out web
run 2 import compose.yaml --strict; has err 'K304'; empty out
run 0 import compose.yaml --map-relation 'depends_on=none'; lacks out needs
run 2 import compose.yaml --map-relation 'depends_on=perhaps'; has err 'NAME=needs'; empty out
run 2 import compose.yaml --report yaml=compose.yaml; has err overwrite; empty out
run 2 import; has err 'needs a file'
run 2 import nowhere.yaml; has err K001; empty out
run 2 import compose.yaml --from compsoe; has err 'did you mean `compose`'; empty out
run 0 import --explain compose; has out depends_on
run 2 import --explain nothing; empty out

# Nothing of a stranger's file reaches a terminal or YAML as anything but text.
printf 'services: {"a\\u001b[31m\\n##[group]": {image: "postgres\\n- x: y", depends_on: ["\\u202eb"]}, c: {}}\n' > odd.yaml
run 0 import odd.yaml; lacks err $'\x1b'; lacks out $'\x1b'; lacks err '##[group]'
cp out odd-landscape.yaml; run 0 check -q -l odd-landscape.yaml
mkdir empty; run 2 import empty; has err K011; empty out
done_testing
