#!/bin/bash
# What a code or a word means, for people and for what they probably meant.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

run 0 explain; has out "M01  "; has out "K104  "; has out "Terms: "; has out "MTPD"
! grep -q ' $' out || fail "a line ends in a blank"
[ "$(wc -L < out)" -le 80 ] || fail "the list is wider than 80 columns"
run 0 explain M01
has out "M01: parts that do not fit"; has out "Quality: manageability. Source: "
has out "  - {finding: M01, for: ID, because:"
run 0 explain m01; has out "M01: "
run 0 explain K104; lacks out "Source"; lacks out "finding:"

for word in MTPD mtpd "maximum tolerable period of disruption"; do
    run 0 explain "$word"; has out "MTPD (also: maximum tolerable period of disruption"
done
run 0 explain cut_set T05; has out "cut set (also: minimal cut set)"; has out "T05: "

run 2 explain M1; has err 'did you mean `M'; empty out
run 2 explain hypercrae; has err 'did you mean `hypercare`?'; empty out
run 2 explain xyzzyxyzzy; has err "lists them all"; empty out

# The snippet that it shows is a policy once its three words are filled in.
run 0 explain T02
sed -n '/^findings:/,$p' out | sed 's/ID/CHG-1/; s/DEPARTMENT/finance/; s/YYYY-MM-DD/2027-12-31/' |
    cat <(echo "knockon: policy/1") - > policy.yaml
run 0 check --policy policy.yaml; lacks err "policy.yaml"
done_testing
