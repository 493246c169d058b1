#!/bin/bash
# .knockon.yaml beside the landscape, and the settings that --config names.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

mkdir there && mv landscape.yaml there/
printf 'width: 60\nformat: json\nassumptions: true\n' > there/.knockon.yaml
run 1 assess -l there/landscape.yaml change.yaml; has out '"knockon": "report/1"'
run 1 assess -l there/landscape.yaml change.yaml --format csv; has out 'change,title'
run 0 check -l there/landscape.yaml; has out "check/1"

# In the working folder it may name the landscape; paths are its own.
printf 'landscape: there\n' > .knockon.yaml
rm there/.knockon.yaml
run 1 assess change.yaml --width 200; has out "NOT AS PROPOSED"
has out "Judged by settings .knockon.yaml (sha256 $(sha256sum < .knockon.yaml | cut -d' ' -f1))"
(cd there && "$program" assess -l landscape.yaml ../change.yaml > out 2> err)
has there/out "NOT AS PROPOSED"

printf 'formt: json\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err 'did you mean `format`?'; has err ".knockon.yaml:1:1"; empty out
printf 'width: [1, 2]\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err ".knockon.yaml:1:"
printf 'brief: perhaps\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "true or false"
printf 'width: many\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "cannot be"
printf -- '- seed\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "expected options"
printf 'brief: false\nverbose: false\n' > .knockon.yaml
run 1 assess -l there change.yaml; has out "Why"

# What decides or writes is for the command line, and for a file that it names.
for line in 'gate: none' 'seed: 7' 'report: ["json=r.json"]' 'policy: p.yaml' 'set: ["steps.1.fails=1%"]' \
    'start: 2027-02-02T20:00' 'down: [db]' 'max-runs: 1' 'record: h.yaml' 'since: old.json' 'limit: [bytes=1]' \
    'today: 2026-01-01' 'quiet: true' 'history: h.yaml' 'planned: [p.yaml]' 'engine: exact' 'jobs: 1' \
    'require-sign-off: true' 'only-worse: true' 'config: other.yaml' 'root: /'; do
    printf '%s\n' "$line" > .knockon.yaml
    run 2 assess -l there change.yaml; has err ".knockon.yaml:1:1: error[K"; empty out
done
[ ! -e r.json ] || fail "r.json is written"
for landscape in /etc .. ../there; do
    printf 'landscape: %s\n' "$landscape" > .knockon.yaml
    run 2 assess change.yaml; has err "K908"; has err "-l PATH"
done
mkdir rules
printf 'seed: 7\nreport: [json=r.json]\nlandscape: ../there\n' > rules/ours.yaml
printf 'gate: none\n' > .knockon.yaml
run 1 assess change.yaml --config rules/ours.yaml; has rules/r.json '"seed": 7'; has rules/r.json '"as": "settings"'
run 1 assess change.yaml --config rules/ours.yaml --seed 8; has rules/r.json '"seed": 8'
run 2 assess change.yaml --config nowhere.yaml; has err "K001"
rm .knockon.yaml
done_testing
