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
run 0 import --help; has out '--from SOURCE'; [ "$(grep -c 'yaml, json' out)" -eq 1 ] || fail 'formats of output stand for those of input'
run 2 import; has err 'needs a file'
run 2 import nowhere.yaml; has err K001; empty out
run 2 import compose.yaml --from compsoe; has err 'did you mean `compose`'; empty out
run 0 import --explain compose; has out depends_on
run 2 import --explain nothing; empty out

# A table of one's own; relations without what they are between.
printf 'naam_x,soort_x\na,server\n' > foreign.csv; run 0 import foreign.csv --map naam_x=name; has out '  a:'; has err 'not read: soort_x'
run 2 import foreign.csv --map naan=name; has err 'no table has that column'; empty out
printf 'parent,type,child\na,Depends on::Used by,b\n' > cmdb_rel_ci.csv
run 2 import cmdb_rel_ci.csv; has err 'only relations in it (1): give the table of the items beside it'; empty out
# Nothing of a stranger's file reaches a terminal or YAML as anything but text.
printf 'services: {"a\\u001b[31m\\n##[group]": {image: "postgres\\n- x: y", depends_on: ["\\u202eb"]}, c: {}}\n' > odd.yaml
run 0 import odd.yaml; lacks err $'\x1b'; lacks out $'\x1b'; lacks err '##[group]'
cp out odd-landscape.yaml; run 0 check -q -l odd-landscape.yaml
# What is said of an import keeps to the width, but for lines to be pasted.
for width in 40 80; do
    run 0 import compose.yaml --width "$width"
    [ "$(grep -v '^    ' err | wc -L)" -le "$width" ] || fail "a line is wider than $width"
done
# Again: ids stay by their source, what is gone is named with what was added to it.
cat > had.yaml <<'YAML'
knockon: landscape/1
departments: {it: {}}
components:
  shop: {source: "compose:web", needs: [old]}
  old: {source: "compose:old"}
YAML
mkdir kept; mv had.yaml kept/a.yaml
printf 'knockon: landscape/1\nannotate: {old: {owner: it}}\n' > kept/b.yaml
run 0 import compose.yaml --ids kept; has out '  shop:'; lacks out '  web:'; has out 'source: compose:web'
has err 'kept/a.yaml:5:3: warning[K309]'; has err 'kept/b.yaml:2'
# Onto: only what is not there, and both places of a difference.
run 0 import compose.yaml --onto kept; has out 'annotate:'; has err 'K307'; has err 'kept/a.yaml:4'
cp out kept/c.yaml; run 0 check -q -l kept
run 0 impact -l kept db; has out shop
# As a change: two versions, or a plan, to a landscape that has the ids.
sed 's/image: api,/image: "api:2",/; s/, gone//' compose.yaml > newer.yaml
run 0 import --as change --was compose.yaml newer.yaml; cp out drafted.yaml
has out 'update: api'
has err 'window is still to be said'; has err '  knockon assess -l LANDSCAPE CHANGE --start'
mkdir one two; printf 'services: {web: {image: "shop:${V}"}}\n' | tee one/compose.yaml > two/compose.yaml
echo V=1 > one/.env; echo V=2 > two/.env
run 0 import --as change --was one/compose.yaml two/compose.yaml; has out 'update: web'; has err '1 step;'
rm two/.env; run 0 import --as change --was one/compose.yaml two/compose.yaml; has err '1 variable has no value: V'
run 0 import --as change --was one/compose.yaml one/compose.yaml; has err '0 steps: nothing differs'
run 0 import compose.yaml -q --format yaml; cp out before.yaml
cat > work.yaml <<'YAML'
knockon: landscape/1
departments: {sales: {name: Sales}}
processes: {orders: {name: Orders, department: sales, needs: [web], mtpd: 10m}}
YAML
run 0 assess -l before.yaml -l work.yaml drafted.yaml --start 2027-02-02T20:00 --color never
has out 'updating api fails → web → Orders'
# The same from manifests, and from a plan with the landscape of the state before it.
cat > old-k8s.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{image: "web:1"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
YAML
sed 's/web:1/web:2/' old-k8s.yaml > new-k8s.yaml
run 0 import old-k8s.yaml -q --format yaml; cp out cluster.yaml
sed 's/\[web\]/[web-svc]/' work.yaml > cluster-work.yaml
run 0 import --as change --was old-k8s.yaml new-k8s.yaml -l cluster.yaml; cp out rollout.yaml; has out '  - {update: web}'
run 0 assess -l cluster.yaml -l cluster-work.yaml rollout.yaml --start 2027-02-02T20:00 --color never
has out 'updating web fails → web-svc → Orders'
resource='"mode": "managed", "type": "aws_instance", "name": "web", "values": {}'
printf '{"terraform_version": "1", "values": {"root_module": {"resources": [{"address": "aws_instance.web", %s}]}}}' "$resource" > state.json
printf '{"terraform_version": "1", "planned_values": {"root_module": {"resources": [{"address": "aws_instance.web", %s}]}}, "resource_changes": [{"address": "aws_instance.web", "mode": "managed", "change": {"actions": ["update"]}}]}' "$resource" > plan.json
run 0 import state.json -q --format yaml; cp out cloud.yaml
sed 's/\[web\]/[aws_instance.web]/' work.yaml > cloud-work.yaml
run 0 import --as change plan.json -l cloud.yaml; cp out planned.yaml; has out '  - {update: aws_instance.web}'
run 0 assess -l cloud.yaml -l cloud-work.yaml planned.yaml --start 2027-02-02T20:00 --color never
has out 'updating aws_instance.web fails → Orders'
# Of two landscapes, by id; what no step does is said.
cat > first.yaml <<'YAML'
knockon: landscape/1
departments: {sales: {name: Sales}}
components:
  web: {needs: [api], capacity: 3/s}
  api: {kind: service, needs: [db]}
  db: {kind: database}
processes: {orders: {name: Orders, department: sales, needs: [web], mtpd: 10m}}
YAML
sed 's/needs: \[api\], capacity: 3/needs: [api, cache], capacity: 5/; s/kind: service, needs: \[db\]/kind: saas/
    s/  db: .*/  cache: {kind: service}/' first.yaml > second.yaml
run 0 import --as change --was first.yaml second.yaml; cp out moved.yaml
has out '# web: `capacity` is 5/s, was 3/s; no step does that'
has out '{add: {cache: {kind: service}}}'; has out '{replace: api, with: {kind: saas}}'
has out '{disconnect: api, from: [db]}'; has out '{connect: web, to: [cache]}'; has out '{remove: db}'; has err '5 steps'
run 0 assess -l first.yaml moved.yaml --start 2027-02-02T20:00 --color never; has out 'replacing api fails → web → Orders'
# A name puts nothing at risk, and that is said.
printf 'id,name\na,Shop\n' > was.csv; printf 'id,name\na,Web shop\n' > now.csv
run 0 import --as change --was was.csv now.csv; has err '0 steps: 1 is called otherwise, which puts nothing at risk'
has out '# shop is called `Web shop`, was `Shop`: a name puts nothing at risk'
# Nothing that belongs in a landscape is no calm landscape.
printf '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"bom-ref": "a", "name": "lib", "type": "library"}]}' > bom.json
run 2 import bom.json -q; has err 'nothing of bom.json belongs in a landscape'; has err 'software component (1)'; empty out
# What a plan removes and a process needs is not quietly taken out of the process.
sed 's/"update"/"delete"/; s/"planned_values": {"root_module": {"resources": \[{.*}\]}}, "res/"planned_values": {}, "res/' plan.json > gone.json
run 0 import --as change gone.json -l cloud.yaml -l cloud-work.yaml; cp out gone.yaml
has out '# orders needs aws_instance.web, which the plan removes'; has out '  - {remove: aws_instance.web}'; lacks out '- {disconnect'
run 2 assess -l cloud.yaml -l cloud-work.yaml gone.yaml --start 2027-02-02T20:00; has err 'still needed'; empty out
run 2 import --as change newer.yaml; has err 'one version of something'; empty out
run 2 import --was compose.yaml newer.yaml; has err 'belongs to'; empty out
run 2 import --ids kept --onto kept compose.yaml; has err 'do not go together'
# To begin with.
mkdir begin; (cd begin && "$program" init > ../out 2> ../err) || fail 'init failed'
(cd begin && "$program" check -q && "$program" assess change.yaml -q > /dev/null) || [ $? -le 1 ] || fail 'what init writes is wrong'
(cd begin && "$program" init > ../out 2> ../err) && fail 'init writes over files'; has err 'here already'
mkdir mine; (cd mine && "$program" init --from ../compose.yaml > ../out 2> ../err) || fail 'init --from failed'
has out '3 components'; grep -q 'update: db' mine/change.yaml || fail 'the change is not of what most depends on'
(cd mine && "$program" check -q) || fail 'what init imports is wrong'

# Several files; what people wrote beside them stays, and is never written over.
run 0 import compose.yaml --split kind=parts; empty out; has err '2 files are written'
printf 'knockon: landscape/1\nannotate: {db: {recovery: 2h}}\n' > parts/ours.yaml
run 0 check -q -l parts; run 0 import compose.yaml --split kind=parts -q; run 0 check -q -l parts
sed 's/image: postgres/image: other/' compose.yaml > other.yaml
run 2 import other.yaml --split kind=parts; has err 'database.yaml` is left'
printf 'knockon: landscape/1\n' > parts/service.yaml
run 2 import compose.yaml --split kind=parts; has err 'not written by an import'
run 2 import compose.yaml --split layer=parts; has err 'owner=FOLDER'

mkdir empty; run 2 import empty; has err K011; empty out
done_testing
