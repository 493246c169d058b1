# For tests of the program as users run it: source it with the program as $1. A scratch folder with a
# landscape and a change in it is the working folder; it is gone at the end.
set -uo pipefail
export LC_ALL=C.UTF-8
unset NO_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS
program=$(realpath "$1")
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0
documents=0

cat > landscape.yaml <<'YAML'
knockon: landscape/1
organisation: Works
currency: EUR
timezone: Europe/Amsterdam
departments:
  finance: {name: Finance, appetite: {probability: 1%}}
components:
  db: {availability: 100%}
  erp: {availability: 100%, needs: [db]}
processes:
  invoicing: {name: Invoice run, department: finance, needs: [erp], mtpd: 1h, loss: {hour: 1k}}
YAML
cat > change.yaml <<'YAML'
knockon: change/1
id: CHG-1
title: New database
sponsor: finance
window: {start: 2027-01-12T20:00, length: 1h}
steps:
  - {update: db, fails: 5%, recovery: 4h}
YAML
sed 's/5%/0.1%/' change.yaml > harmless.yaml

# python_with MODULE: the Python that has it; nothing where none has.
python_with() {
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c "import $1" 2> /dev/null && { echo "$python"; return; }
    done
}

# run STATUS WORDS...: runs the program; its output is in `out` and `err` afterwards. Documents are
# kept, for done_testing.
run() {
    local expected=$1 status beginning
    shift
    "$program" "$@" > out 2> err
    status=$?
    what="knockon $*"
    if IFS= read -r -N 13 beginning < out && [ "$beginning" = $'{\n  "knockon"' ]; then
        documents=$((documents + 1))
        printf '%s' "$(< out)" > "$scratch/document.$documents.json"
    fi
    [ "$status" -eq "$expected" ] || fail "status $status, expected $expected"
}
fail() {
    failed=1
    printf '%s: %s\n' "$what" "$1"
    [ ! -s out ] || sed 's/^/  out: /' out | head -n 20
    [ ! -s err ] || sed 's/^/  err: /' err | head -n 20
}
has() { grep -qF -- "$2" "$1" || fail "$1 does not say: $2"; }
lacks() { ! grep -qF -- "$2" "$1" || fail "$1 says: $2"; }
empty() { [ ! -s "$1" ] || fail "$1 is not empty"; }
# Ends the test. Every document on the way must be what `knockon schema` says of it.
done_testing() {
    local python
    python=$(python_with jsonschema)
    if [ -n "$python" ] && [ "$documents" -gt 0 ]; then
        what="the documents"
        "$python" "$tests/formats/against_schema" "$program" "$scratch"/document.*.json > out 2> err ||
            fail "a document is not what its schema says"
    fi
    exit "$failed"
}
