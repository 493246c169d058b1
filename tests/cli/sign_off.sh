#!/bin/bash
# A signature that is missing stops a pipeline only where that is asked for.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

run 0 assess harmless.yaml; has out "To agree      Finance (sponsor)"
run 1 assess harmless.yaml --require-sign-off
sed 's/^steps:/approvals: [{by: finance, at: 2026-12-01, up_to: {loss: 1k}}]\nsteps:/' harmless.yaml > agreed.yaml
run 0 assess agreed.yaml --require-sign-off --today 2026-12-02; has out "Agreed        all who must: Finance (agreed"
sed 's/loss: 1k/loss: 1/' agreed.yaml > beyond.yaml
run 1 assess beyond.yaml --require-sign-off --today 2026-12-02; has out "open again"
run 1 assess agreed.yaml --require-sign-off --today 2026-11-30
has err "K220"; has err "Tue 1 Dec 2026, which is still to come"
done_testing
