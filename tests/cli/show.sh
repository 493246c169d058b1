#!/bin/bash
# show: a saved report in every form, the same bytes as assess writes, without the landscape.
examples=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../examples/van-rijn")
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

cp -r "$examples" company && cd company || exit 1
formats="text json jsonl html ics"
mkdir ../elsewhere
for change in changes/*.yaml; do
    wanted=()
    for f in $formats; do wanted+=(--report "$f=../elsewhere/assess.$f"); done
    "$program" assess "$change" --today 2026-11-24 -q "${wanted[@]}" > /dev/null 2> ../err
    cd ../elsewhere || exit 1
    for f in $formats; do
        run 0 show assess.json --report "$f=show.$f"
        cmp -s "assess.$f" "show.$f" || fail "$change as $f differs from what assess wrote"
    done
    cd ../company || exit 1
done
# Details and width as well.
"$program" assess "$change" --today 2026-11-24 --format json > ../elsewhere/r.json 2> ../err
for how in "-v" "--brief" "--width 60" "--color always" "--assumptions" "--brief --assumptions"; do
    "$program" assess "$change" --today 2026-11-24 $how > ../elsewhere/wanted 2> ../err
    run 0 show ../elsewhere/r.json $how
    cmp -s out ../elsewhere/wanted || fail "it differs from assess $how"
done

# Many changes.
"$program" assess changes --today 2026-11-24 -v --report json=../elsewhere/p.json \
    --report jsonl=../elsewhere/p.jsonl --report html=../elsewhere/p.html > ../elsewhere/p.txt 2> ../err
for how in "-v p.txt" "--format json p.json" "--format jsonl p.jsonl" "--format html p.html"; do
    run 0 show ../elsewhere/p.json ${how% *}
    cmp -s out "../elsewhere/${how##* }" || fail "it differs from assess changes ${how% *}"
done
# A text that is brief about each has not worked out what it does not show, and says the same.
for how in "--width 80" "--brief" "--assumptions"; do
    "$program" assess changes --today 2026-11-24 $how > ../elsewhere/wanted 2> ../err
    run 0 show ../elsewhere/p.json $how
    cmp -s out ../elsewhere/wanted || fail "it differs from assess changes $how"
done
# Nor does a budget that looking for causes would use up give it other figures.
little="--today 2026-11-24 --limit work=700000"
"$program" assess changes $little --format json > ../elsewhere/q.json 2> ../err
"$program" assess changes $little > ../elsewhere/wanted 2> ../err
run 0 show ../elsewhere/q.json; has out "work: stopped at"
cmp -s out ../elsewhere/wanted || fail "it differs from assess changes $little"
cd ../elsewhere || exit 1
run 0 show p.json --format ics; has out "END:VCALENDAR"

# From standard input; what is no saved report.
"$program" show - < r.json > out 2> err || fail "standard input cannot be shown"
run 2 show nowhere.json; has err "nowhere.json"
run 2 show ../company/changes/new-dashboards.yaml; has err "K003"
head -c 3000 r.json > half.json
run 2 show half.json; has err "half.json:"; has err "K003"; empty out
sed 's/"seed": 1/"seed": "one"/' r.json > seed.json
run 2 show seed.json; has err "seed.json:"; has err "expected a whole number"; empty out
run 2 show r.json --report text=r.json; has err "overwrite the input"
run 2 show; run 2 show r.json p.json
done_testing
