#!/bin/bash
# Findings that need no change: counted, listed on demand, and a gate where one is asked for.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
today="--today 2026-12-15"

# Nobody owns the two components.
run 0 check $today
has out "1 department, 0 suppliers, 2 components, 1 process, 2 needs: nothing to complain about"
has out "2 findings in the landscape as it is (M02 2): --all lists them"; empty err
run 0 check $today --all
has out "2 notes"; lacks out "--all"
has err "landscape.yaml:8:3: note[M02]: nobody owns db: hits invoicing (finance)"
has err "help: Agree who answers for it"
run 0 check $today --format json
has out '"diagnostics": []'; has out '"code": "M02"'; has out '"severity": "warning"'; has err "2 findings"

# A gate is asked for; what it stops at is the severity of the finding.
run 0 check $today --gate error; run 1 check $today --gate warning; run 1 check $today --gate note
run 0 check $today --gate none; has out "2 findings"
run 1 check $today --gate warning --format json; has out '"code": "M02"'
run 2 check $today --gate warn; has err "warning"; empty out

# The policy says what matters, and what is accepted.
printf 'knockon: policy/1\nfindings: {M02: error}\n' > policy.yaml
run 1 check $today --policy policy.yaml --gate error
echo 'accept: [{finding: M02, because: it is sold, by: finance, until: 2027-03-01}]' >> policy.yaml
run 0 check $today --policy policy.yaml --gate error
has out "(M02 2), 2 of them accepted"
run 0 check $today --policy policy.yaml --all; has err "nobody owns db: hits invoicing (finance) (accepted)"
run 1 check --policy policy.yaml --gate error --today 2027-03-02
printf 'knockon: policy/1\nfindings: {M02: off}\n' > policy.yaml
run 0 check $today --policy policy.yaml --gate note; lacks out "finding"

# With a mistake in the files nothing is looked for.
sed 's/needs: \[db\]/needs: [dbb]/' landscape.yaml > wrong.yaml
run 2 check -l wrong.yaml $today --gate note --all; lacks err "M02"; empty out
run 2 check -l wrong.yaml $today --format json; has out '"findings": []'
done_testing
