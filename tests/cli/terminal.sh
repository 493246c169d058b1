#!/bin/bash
# On a terminal the verdict and the table are written as soon as they are settled and the rest follows:
# what stands there in the end is what is written elsewhere at once, its remarks and exit status too.
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
source "$here/expect.bash" "$1"
company=$here/../../examples/van-rijn
command -v python3 > /dev/null || { echo "skipped: no python3"; exit 0; }

cat > on_a_terminal.py <<'PY'
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
try:
    while part := os.read(terminal, 65536):
        shown += part
except OSError:  # it was closed
    pass
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY

# same STATUS WORDS...: the same on a terminal as in a file.
same() {
    local expected=$1 words status
    shift
    words=("$@" --width 100 --color never --progress never --today 2026-11-24)
    what="knockon ${words[*]}"
    "$program" "${words[@]}" > at_once 2>&1
    status=$?
    [ "$status" -eq "$expected" ] || fail "status $status, expected $expected"
    python3 on_a_terminal.py "$program" "${words[@]}" > out
    status=$?
    [ "$status" -eq "$expected" ] || fail "status $status on a terminal, expected $expected"
    cmp -s at_once out || { diff at_once out | head -n 20; fail "not the same on a terminal"; }
}
same 1 assess -l "$company/landscape" "$company/changes/personalised-campaign.yaml"
same 1 assess -v -l "$company/landscape" "$company/changes/warehouse-to-cloud.yaml"
same 1 assess --brief -l "$company/landscape" "$company/changes/line-sequencing.yaml"
same 0 assess -l "$company/landscape" "$company/changes/new-dashboards.yaml"
same 1 assess change.yaml --assumptions --set steps.1.fails=20%
same 0 assess harmless.yaml
same 0 assess -q harmless.yaml
same 2 assess change.yaml -l nowhere

# A question that is refused late is answered by nothing.
sed 's/^steps:/approvals: [{by: nobody, on: 2027-01-01}]\n&/' change.yaml > refused.yaml
same 2 assess refused.yaml

done_testing
