#!/bin/bash
# Files that are written beside standard output.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

run 1 assess change.yaml --report json=r.json --report text=r.txt
has out "NOT AS PROPOSED"; has r.json '"knockon": "report/1"'; has r.txt "NOT AS PROPOSED"
"$program" assess change.yaml --format json > direct.json 2> err
cmp -s r.json direct.json || fail "a report in a file differs from the one on standard output"

# One that fails does not cost the others.
run 3 assess change.yaml --report json=nowhere/r.json --report text=second.txt
has second.txt "NOT AS PROPOSED"; has out "NOT AS PROPOSED"; has err "cannot write nowhere/r.json"

run 2 assess change.yaml --report json=change.yaml; has err "overwrite the input"
has change.yaml "knockon: change/1"
ln -s landscape.yaml link
run 2 assess change.yaml --report json=link; has landscape.yaml "knockon: landscape/1"
run 2 assess change.yaml --report json; has err "FORMAT=FILE"
run 2 assess change.yaml --report json=a --report text=a; has err "a file of its own"
ln -s . here
for same in ./a here/a "$PWD/a"; do
    run 2 assess change.yaml --report json=a --report "text=$same"; has err "a file of its own"
    run 2 assess change.yaml --report json=a --record "$same"; has err "a file of its own"
done
run 2 assess change.yaml --report jsno=a; has err 'did you mean `json`?'
[ ! -e a ] || fail "a file was written in spite of a usage error"

# What a pipeline reads names files as seen from its working folder, however they were given.
mkdir -p deep; here=$PWD
for form in gitlab sarif junit github; do
    for given in change.yaml ./change.yaml "$here/change.yaml" "../${here##*/}/change.yaml" deep/../change.yaml; do
        run 1 assess "$given" --report "$form=r.$form" -q
        lacks "r.$form" "$here"; lacks "r.$form" "../"; lacks "r.$form" "./change"; has "r.$form" "change.yaml"
    done
done
(cd deep && "$program" assess -l ../landscape.yaml ../change.yaml -q --report gitlab=../r.up) > out 2> err
has r.up '"path": "../change.yaml"'  # lies elsewhere, and is named as it was given

# A document is written with -q as well; a text, and one beside a file, is not.
for asked in "apply change.yaml" graph "schema landscape" "graph --format mermaid" "apply change.yaml --format json"; do
    # shellcheck disable=SC2086
    "$program" $asked > plain 2> err; run 0 $asked -q
    [ -s plain ] && cmp -s plain out || fail "-q changes the document"
done
run 1 assess change.yaml -q; empty out; empty err
run 0 apply change.yaml -q --report yaml=after.yaml; empty out; has after.yaml "knockon: landscape/1"

# Rights and links stay; nothing is left behind.
echo old > kept; chmod 640 kept; ln -s kept pointer
run 1 assess change.yaml --report json=pointer
[ -L pointer ] || fail "the link was replaced"
[ "$(stat -c %a kept)" = 640 ] || fail "the rights of the file changed"
has kept '"knockon": "report/1"'
(umask 027 && "$program" assess change.yaml --report json=fresh > out 2> err)
[ "$(stat -c %a fresh)" = 640 ] || fail "the umask was not respected"
[ -z "$(find . -name '*.??????' -not -name '*.yaml' -newer kept)" ] || fail "a temporary file was left behind"

# What is no regular file is written to, not replaced.
mkfifo pipe; timeout 20 cat pipe > through & reader=$!
run 1 assess change.yaml --report json=pipe
wait "$reader"
has through '"knockon": "report/1"'; [ -p pipe ] || fail "the pipe was replaced"

# The JSON is JSON, and says the same as the text.
if command -v python3 > /dev/null; then
    what="the JSON report"
    python3 - > out 2> err << 'PY' || fail "is not what it should be"
import json
r = json.load(open("r.json"))
finance = r["departments"][0]
assert finance["id"] == "finance" and finance["verdict"] == "exceeds", finance
assert abs(finance["disruption"]["value"] - 0.05) < 1e-9 or finance["disruption"]["low"] <= 0.05 <= finance["disruption"]["high"]
assert r["change"]["window"]["start"] == "2027-01-12T20:00:00+01:00"
assert r["overrides"] == []
assert {i["path"] for i in r["inputs"]} == {"landscape.yaml", "change.yaml"}, r["inputs"]
assert all(len(i["sha256"]) == 64 for i in r["inputs"])
PY
fi
done_testing
