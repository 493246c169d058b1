#!/bin/bash
# What the exit status says, and that a usage error never looks like a verdict.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

# 0: fine
run 0; has out "Commands:"; empty err
run 0 --help; has out "knockon assess -l landscape"
run 0 help assess; has out "--start"
run 0 assess --help; has out "usage: knockon assess CHANGE"
for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    run 0 "$command" --help
    LC_ALL=C.UTF-8 grep -E '.{81}' out && fail "the help of $command is wider than a terminal"
done
run 0 --version; has out "knockon "
run 0 check; has out "1 department, 0 suppliers, 2 components, 1 process, 2 needs"
run 0 impact db; has out "Invoice run"
run 0 assess harmless.yaml; has out "WITHIN"
run 0 explain K104; has out "K104: "
run 0 schema landscape; has out '"$schema"'

# 1: a gate failed
run 1 assess change.yaml; has out "NOT AS PROPOSED: Finance would carry more risk than it accepts."
run 0 assess change.yaml --gate none; has out "NOT AS PROPOSED"
run 1 assess change.yaml --format json; has out '"verdict": "exceeds"'; has err "CHG-1: NOT AS PROPOSED"
run 1 assess change.yaml --format json -q; empty err
run 1 assess change.yaml -q; empty out; empty err

# 2: usage or input, and nothing on standard output
run 2 asess change.yaml; has err 'did you mean `assess`?'; empty out
run 2 assess --fromat json change.yaml; has err 'did you mean `--format`?'; empty out
run 2 assess change.yaml --format jsn; has err 'did you mean `json`?'; empty out
run 2 --format json assess change.yaml; has err "the command comes first"; empty out
run 2 assess; has err "usage: knockon assess CHANGE"; empty out
run 2 windows change.yaml harmless.yaml; has err "too many operands"; empty out
run 2 assess change.yaml --seed; has err '`--seed` needs a value'; empty out
run 2 assess change.yaml --seed 1 --seed 2; has err "more than once"; empty out
run 2 assess change.yaml --seed -1; empty out
run 2 assess change.yaml --seed 1e3; empty out
run 2 assess change.yaml --brief=no; has err "takes no value"; empty out
run 2 assess change.yaml --jobs 0 --width x --max-error 0 --color red --limit dept=3; empty out
for option in jobs width max-error color limit; do has err "\`--$option\` cannot be"; done
run 2 schema landscap; has err '`KIND` cannot be `landscap`'; has err 'did you mean `landscape`'
run 2 completion tcsh; has err '`SHELL` cannot be `tcsh`'
run 2 assess change.yaml --start tomorrow; has err '`--start` cannot be `tomorrow`'; empty out
run 2 assess change.yaml --down nobody; has err "nobody"; empty out
run 2 assess change.yaml --down db@2027; has err '`--down` cannot be'; empty out
run 2 assess missing.yaml; has err "missing.yaml"; empty out
run 2 assess -- --help; has err "--help"; empty out
run 2 impact nobody; has err "nobody"; has err "stands before the colon"; empty out
run 2 impact "Invoice runs"; has err 'did you mean `invoicing`? It is called Invoice run'; empty out
run 2 structure --process "invoice run"; has err 'did you mean `invoicing`? It is called Invoice run'; empty out
run 2 assess change.yaml --down dbb; has err 'did you mean `db`?'; empty out
run 2 impact; empty out
run 2 explain K13; has err "K13"; empty out
run 2 schema landscap; has err 'did you mean `landscape`?'; empty out
run 2 check -l nowhere; empty out
sed 's/needs: \[db\]/needs: [dbb]/' landscape.yaml > wrong.yaml
run 2 check -l wrong.yaml; has err "wrong.yaml:9:"; empty out
run 2 check -l wrong.yaml --format json; has out '"severity": "error"'
run 2 assess -l wrong.yaml change.yaml --report json=r.json; empty out
[ ! -e r.json ] || fail "a report was written in spite of bad input"
mkdir nothing && (cd nothing && "$program" check > out 2> err; [ $? -eq 2 ]) || fail "no landscape at all"

# 3: the surroundings
if [ -w /dev/full ]; then
    what="a full disk"
    "$program" assess harmless.yaml > /dev/full 2> err; [ $? -eq 3 ] || fail "not status 3"
    "$program" --version > /dev/full 2> err; [ $? -eq 3 ] || fail "not status 3"
fi
what="a closed standard output"
"$program" assess harmless.yaml >&- 2> err; [ $? -eq 3 ] || fail "not status 3"
what="a reader that leaves"
"$program" explain 2> err | head -n 1 > out; [ "${PIPESTATUS[1]}" -eq 0 ] || fail "head failed"
empty err
run 3 assess harmless.yaml --report json=nowhere/r.json; has err "nowhere/r.json"
done_testing
