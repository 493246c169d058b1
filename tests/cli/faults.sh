#!/bin/bash
# What the system may refuse, one call after the other: status 3 and a sentence, the old file or the new
# one, nothing half and nothing left over. strace makes the calls fail.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
sed 's/CHG-1/CHG-2/; s/: 1h/: 2h/' change.yaml > other.yaml

# Two runs at once that record to one history lose nothing.
what="recording at once"
for n in 1 2 3 4 5 6 7 8; do
    sed "s/CHG-1/CHG-$n/" change.yaml > "c$n.yaml"
    "$program" assess "c$n.yaml" -q --max-error 20% --record history.yaml 2> "err$n" &
done
wait
for n in 1 2 3 4 5 6 7 8; do has history.yaml "\"CHG-$n\""; done
find . -name 'history.yaml.??????' | grep -q . && fail "a temporary file is left"

# Ended at any moment, it leaves the old file or the new one.
what="ended at random"
"$program" assess change.yaml -q --report json=new.json 2> err
"$program" assess other.yaml -q --report json=old.json 2> err
for n in {1..40}; do
    cp old.json kept.json
    "$program" assess change.yaml -q --report json=kept.json 2> err & pid=$!
    sleep "0.0$((n * 7 % 90 + 10))"
    { kill -KILL $pid; wait $pid; } 2> /dev/null
    cmp -s kept.json old.json || cmp -s kept.json new.json || fail "neither the old nor the new file"
done
rm -f kept.json.??????

# Little of everything: stack, folders, variables, zones.
what="a small stack"
(ulimit -s 256 && "$program" assess change.yaml > out 2> err); [ $? -eq 1 ] || fail "not status 1"
python3 - > chain.yaml <<'PY'
print("knockon: landscape/1\ndepartments: {d: {}}\ncomponents:\n  c0: {}")
for i in range(1, 20000): print(f"  c{i}: {{needs: [c{i - 1}]}}")
print("processes: {p: {department: d, needs: [c19999]}}")
PY
(ulimit -s 256 && "$program" impact -l chain.yaml c0 > out 2> err) || fail "a long chain"
what="no variables"
env -i "$program" assess change.yaml > out 2> err; [ $? -eq 1 ] || fail "not status 1"
what="no zones"
TZDIR=/nowhere "$program" assess change.yaml > out 2> err; [ $? -eq 3 ] || fail "not status 3"
empty out; has err 'landscape.yaml:4:11: error[K117]: this machine has no time zones'
grep -v timezone landscape.yaml > utc.yaml
TZDIR=/nowhere "$program" assess -l utc.yaml change.yaml > out 2> err; [ $? -eq 1 ] || fail "not status 1"
what="no home, no folder for temporary files"
env -u HOME TMPDIR=/nowhere "$program" assess change.yaml --report json=homeless.json > out 2> err
[ $? -eq 1 ] || fail "not status 1"
cmp -s homeless.json old.json || "$program" show homeless.json > /dev/null 2>&1 || fail "no whole report"
what="a working folder that is gone"
(mkdir gone && cd gone && rmdir ../gone && here=$OLDPWD
 "$program" assess -l "$here/landscape.yaml" "$here/change.yaml" > /dev/null 2> "$here/err"; [ $? -eq 1 ] || exit 1
 "$program" assess -l ../landscape.yaml "$here/change.yaml" > /dev/null 2> "$here/err"; [ $? -le 3 ] || exit 1
 "$program" assess -l "$here/landscape.yaml" "$here/change.yaml" --report json=x > /dev/null 2> "$here/err"; [ $? -eq 3 ]) || fail "not the status"
what="a clock of long ago"
"$program" assess change.yaml --today 1970-01-01 > out 2> err; [ $? -eq 1 ] || fail "not status 1"
what="a clock before all dates"
run 2 assess change.yaml --today 1969-12-31; has err "1970"

command -v strace > /dev/null && strace -o /dev/null true 2> /dev/null || {
    [ "$failed" -eq 0 ] || exit 1; echo "skipped: no strace"; exit 77; }
for call in write openat fsync rename fchmod close; do
    for n in 1 2 3 4 6 9 14 20; do
        what="$call number $n fails"
        cp old.json kept.json
        strace -o trace -e "trace=$call" -e "inject=$call:error=ENOSPC:when=$n" \
            "$program" assess change.yaml --jobs 1 --max-error 20% --report json=kept.json > out 2> err
        status=$?
        [ "$status" -le 3 ] || fail "status $status"
        case $call in
            write | fsync | rename)
                ! grep -q INJECTED trace || [ "$status" -eq 3 ] || fail "status $status" ;;
        esac
        [ "$status" -ne 3 ] || [ -s err ] || [ "$call" = write ] || fail "nothing is said"
        cmp -s kept.json old.json || "$program" show kept.json > /dev/null 2>&1 || fail "half a file"
        find . -name 'kept.json.??????' | grep -q . && { fail "a temporary file is left"; rm -f kept.json.??????; }
    done
done
# No network, and no other program.
what="calls"
strace -f -o trace -e trace=network,execve,ptrace "$program" assess change.yaml > out 2> err
grep -vE '\+\+\+|---|exited' trace | tail -n +2 | grep -q . && fail "it calls $(sed -n 2p trace)"
done_testing
