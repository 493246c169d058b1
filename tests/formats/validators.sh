#!/bin/bash
# Formats for pipelines, held against schemas and readers that others made, where they are there.
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
here=$tests/formats
PATH=$PATH:$(dirname "$program")/tools  # where tests/run puts what is in no package of its own
# Finance does not agree, one finding is accepted, and a name is not in ASCII.
sed -i 's/Finance/Finanç/' landscape.yaml
run 1 assess change.yaml --report sarif=r.sarif --report junit=r.xml --report gitlab=r.gitlab \
    --report prometheus=r.prom --report markdown=r.md --report csv=r.csv --report jsonl=r.jsonl
run 0 assess change.yaml --gate none --report junit=none.xml --report sarif=none.sarif

tried=0
python=$(python_with jsonschema)
if [ -n "$python" ]; then
    tried=$((tried + 1))
    what="JSON Lines"
    "$python" "$here/against_schema" "$program" r.jsonl > out 2> err || fail "is not what its schema says"
    schema=$(dirname "$program")/tools/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
    if [ -e "$schema" ]; then
        what="SARIF"
        for file in r.sarif none.sarif; do
            "$python" - "$schema" "$file" > out 2> err << 'PY' || fail "$file does not validate"
import json, sys
from jsonschema import Draft4Validator
schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
Draft4Validator.check_schema(schema)
wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in Draft4Validator(schema).iter_errors(document)]
print("\n".join(wrong))
sys.exit(bool(wrong))
PY
            grep -q '"results": \[' "$file" || fail "$file has no results"
        done
        what="a SARIF with a result too little"
        sed 's/"message": {"text"/"massage": {"text"/' r.sarif > wrong.sarif
        "$python" -c 'import json, sys; from jsonschema import Draft4Validator
sys.exit(Draft4Validator(json.load(open(sys.argv[1]))).is_valid(json.load(open("wrong.sarif"))))' "$schema" 2> err ||
            fail "passes"
    else
        echo "left out: the schema of SARIF is not there (tests/run fetches it)"
    fi
fi
if command -v xmllint > /dev/null; then
    tried=$((tried + 1))
    what="JUnit"
    for file in r.xml none.xml; do
        xmllint --noout --schema "$here/junit.xsd" "$file" > out 2> err || fail "$file does not validate"
    done
    [ "$(xmllint --xpath 'count(//failure)' r.xml)" = 1 ] || fail "not one department objects"
    [ "$(xmllint --xpath 'count(//failure)' none.xml)" = 0 ] || fail "a test fails without a gate"
    has none.xml "there is no gate"
fi
if command -v promtool > /dev/null; then
    what="Prometheus"
    promtool check metrics < r.prom > out 2>&1 || fail "does not check"
else
    echo "left out: promtool is not there (tests/run fetches it)"
fi
if command -v cmark-gfm > /dev/null; then
    tried=$((tried + 1))
    what="Markdown"
    cmark-gfm -e table --unsafe r.md > page.html || fail "is no Markdown"
    has page.html "<table>"; has page.html "<details><summary>For those who check"; has page.html "Finanç"
    has page.html "NOT AS PROPOSED"; lacks page.html "\\"
    [ "$(head -n 1 r.md)" = "<!-- knockon: CHG-1 -->" ] || fail "the mark is not its first line"
fi
# The same from run to run, so that a comment is edited only when there is news.
run 1 assess change.yaml --report markdown=again.md --jobs 3
cmp -s r.md again.md || fail "the comment changes without news"
[ "$tried" -gt 0 ] || { echo "skipped: none of the readers is there"; exit 77; }
done_testing
