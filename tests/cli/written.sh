#!/bin/bash
# Reports when the surroundings fail, in every format: the old file or the new one, never half; status 3.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
run 2 assess change.yaml --format '?'
mapfile -t formats < <(sed -n 's/.*expected //p' err | sed 's/, \| or /\n/g')
[ "${#formats[@]}" -gt 10 ] || fail "the formats are not listed"
left_over() { find . -name 'kept.??????' | grep -q . && fail "a temporary file is left"; rm -f kept.??????; }

for format in "${formats[@]}"; do
    what="$format"
    "$program" assess change.yaml --report "$format=whole" -q 2> err
    cp whole kept
    # No room: a file may not grow, and the signal that says so is ignored.
    said=$( (trap '' XFSZ; ulimit -f 0; "$program" assess change.yaml -q --report "$format=kept") 2>&1)
    [ $? -eq 3 ] || fail "no room is not status 3"
    [[ $said == *"cannot write kept: "* ]] || fail "no room is not said: $said"
    cmp -s whole kept || fail "the old file is gone where there is no room for the new one"
    left_over
    if [ -w /dev/full ]; then
        "$program" assess change.yaml --format "$format" > /dev/full 2> err; [ $? -eq 3 ] || fail "a full disk is not status 3"
        run 3 assess change.yaml -q --report "$format=/dev/full"; has err "cannot write /dev/full"
    fi
    "$program" assess change.yaml --format "$format" >&- 2> err; [ $? -eq 3 ] || fail "a closed output is not status 3"
    run 3 assess change.yaml -q --report "$format=/proc/knockon"; has err "cannot write /proc/knockon"
    run 3 assess change.yaml -q --report "$format=."; has err "it is a folder"
done

# A reader that leaves ends it quietly.
what="a reader that leaves"
mkfifo pipe
(exec 3< pipe; head -c 1 <&3 > /dev/null) &
"$program" assess change.yaml -q --format html > pipe 2> err
status=$?
wait
[ "$status" -eq 141 ] || [ "$status" -eq 1 ] || fail "status $status"
empty err

# Killed at any moment: the file is the old one or the new one.
what="killed while writing"
"$program" assess change.yaml -q --report json=new 2> err
for n in $(seq 1 30); do
    echo "the old one" > kept
    "$program" assess change.yaml -q --report json=kept --report html=page 2> err &
    victim=$!
    sleep "0.0$((n % 10))$((n / 10))"
    kill -KILL "$victim" 2> /dev/null
    wait "$victim" 2> /dev/null
    cmp -s kept new || [ "$(cat kept)" = "the old one" ] || fail "kill $n leaves half a file"
done
rm -f kept.??????
# Asked to stop, it also cleans up.
for n in $(seq 1 10); do
    "$program" assess change.yaml -q --report json=kept --report html=page 2> err &
    victim=$!
    sleep "0.0$n"
    kill -TERM "$victim" 2> /dev/null
    wait "$victim" 2> /dev/null
    left_over
done
done_testing
