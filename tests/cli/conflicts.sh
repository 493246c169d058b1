#!/bin/bash
# Changes of which not all can be carried out: status 2, with both places.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

for id in A B; do
    sed "s/CHG-1/$id/; s/  - .*/  - {add: {bot: {kind: saas, availability: 99.9%}}}\n  - {connect: erp, to: [bot]}/" \
        harmless.yaml > $id.yaml
done
run 2 assess A.yaml B.yaml --today 2027-01-01
has err "K222"; has err "A.yaml:7"; has err "B.yaml:7"; has err "bot"
done_testing
