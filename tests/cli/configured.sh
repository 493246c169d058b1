#!/bin/bash
# .knockon.yaml beside the landscape.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

mkdir there && mv landscape.yaml there/
printf 'width: 60\nformat: json\nseed: 7\nquiet: true\n' > there/.knockon.yaml
run 1 assess -l there/landscape.yaml change.yaml; has out '"seed": 7'; empty err
run 1 assess -l there/landscape.yaml change.yaml --seed 8; has out '"seed": 8'
run 0 check -l there/landscape.yaml; has out "check/1"

# In the working folder it may name the landscape; paths are its own.
printf 'landscape: there\nreport: [json=r.json]\n' > .knockon.yaml
rm there/.knockon.yaml
run 1 assess change.yaml; has out "NOT YET"; has r.json "report/1"
(cd there && "$program" assess -l landscape.yaml ../change.yaml > out 2> err)
has there/out "NOT YET"

printf 'formt: json\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err 'did you mean `format`?'; has err ".knockon.yaml:1:1"; empty out
printf 'seed: [1, 2]\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err ".knockon.yaml:1:"
printf 'brief: perhaps\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "true or false"
printf 'seed: many\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "cannot be"
printf -- '- seed\n' > .knockon.yaml
run 2 assess -l there change.yaml; has err "expected options"
printf 'brief: false\nverbose: false\n' > .knockon.yaml
run 1 assess -l there change.yaml; has out "Why"
done_testing
