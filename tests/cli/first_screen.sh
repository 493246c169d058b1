#!/bin/bash
# What a reader asks is answered within the first 40 lines of 80 columns: may we, who, how likely, how
# much if so, why, when instead, what helps, what stays, who pays, who bears, who must agree, what is
# assumed.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
company=$tests/../examples/van-rijn
laboratory=$tests/golden/laboratory

# answers STATUS CHANGE LANDSCAPE WORDS...: each of them stands within the first 40 lines.
answers() {
    local status=$1 change=$2 landscape=$3 words
    shift 3
    run "$status" assess -l "$landscape" "$change" --width 80 --today 2026-11-30
    head -n 40 out > screen
    for words in "$@"; do
        grep -qE -- "$words" screen || fail "no '$words' within 40 lines"
    done
}
hit=(chance 'if it happens' accepts '^  Why  ')
always=('^  To agree' '^  What helps' '^  What stays' '^  Assumed ')
money=('^First year .* benefit .* cost .* net$' '^  together')

answers 1 "$company/changes/personalised-campaign.yaml" "$company/landscape" \
    '^NOT YET: Finance' '^Earlier: .* night[)] is within what everyone accepts, at a risk' 'price not stated' \
    "${hit[@]}" "${always[@]}" "${money[@]}"
answers 1 "$company/changes/ebike-launch.yaml" "$company/landscape" \
    '^NOT YET: Sales' '^Earlier: .* night[)] is within what everyone accepts, no loss' '^expected, if [0-9]+ parts carry any load' 'price not stated' \
    "${hit[@]}" "${always[@]}" "${money[@]}"
answers 1 "$company/changes/line-sequencing.yaml" "$company/landscape" \
    '^NOT AS PROPOSED: 1 finding' '^It would cost Production .* more every year' '^  Stopped by .*does not fit MES' 'collectively' \
    "${hit[@]}" "${always[@]}" "${money[@]}"
answers 1 "$company/changes/warehouse-to-cloud.yaml" "$company/landscape" \
    '^NOT AS PROPOSED: Production' '^No start was found' '^  To decide .*budget' \
    "${hit[@]}" "${always[@]}" "${money[@]}"
answers 0 "$company/changes/new-dashboards.yaml" "$company/landscape" \
    '^WITHIN' 'no outage \(absorbed' '^First year .* benefit .* cost .* net$' "${always[@]}"
answers 1 "$laboratory/change.yaml" "$laboratory/landscape.yaml" \
    '^NOT AS PROPOSED: Emergency' '^No start was found' '^  To decide .*budget' \
    "${hit[@]}" "${always[@]}" "${money[@]}"

# Of many changes the worst by its headline comes first, each with its title.
run 1 assess -l "$company/landscape" "$company"/changes/*.yaml --width 80 --today 2026-11-30 --brief
order=$(grep -oE '^  CHG-.*(not as proposed|not yet|within)' out | grep -oE 'not as proposed|not yet|within' | uniq)
[ "$order" = $'not as proposed\nnot yet\nwithin' ] || fail "not by headline: $order"
has out 'Line sequencing as a service'
done_testing
