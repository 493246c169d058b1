#!/bin/bash
# What comes with a change decides nothing about the run that judges it, or is shown as such.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
accept='accept: [{exceeds: finance, because: agreed, by: finance, until: 2199-01-01}]'

# Every format names the policy and its hash.
printf 'knockon: policy/1\n%s\n' "$accept" > policy.yaml
hash=$(sha256sum < policy.yaml | cut -d' ' -f1)
sed 's/CHG-1/CHG-2/' harmless.yaml > other.yaml
formats="text json html markdown csv jsonl sarif junit github github-summary gitlab prometheus ics"
for format in $formats; do
    run 0 assess change.yaml --policy policy.yaml --format "$format" --width 200
    sed ':a;N;$!ba;s/\r\n //g; s/&#8203;//g' out > whole; has whole policy.yaml; has whole "$hash"
    run 0 assess change.yaml other.yaml --policy policy.yaml --format "$format" --width 200
    sed ':a;N;$!ba;s/\r\n //g; s/&#8203;//g' out > whole; has whole "$hash"
    run 1 assess change.yaml --format "$format"; lacks out "udged by"
done

# A change that approves itself is shown as one; where the policy has the approvals it is not counted.
sed 's/^steps:/approvals: [finance]\nsteps:/' harmless.yaml > agreed.yaml
run 0 assess agreed.yaml --require-sign-off; has out "agreed, written in this change"
printf 'knockon: policy/1\napprovals: {}\n' > policy.yaml
run 1 assess agreed.yaml --require-sign-off --policy policy.yaml --width 200; has out "does not count"
printf 'knockon: policy/1\napprovals: {CHG-1: [{by: finance, at: 2026-11-01}]}\n' > policy.yaml
run 0 assess agreed.yaml --require-sign-off --policy policy.yaml --today 2026-11-02
has out "by the policy"; lacks out "written in this change"
# The same of a freeze that it sets itself above.
cat >> landscape.yaml <<'YAML'
calendars: {winter: {dates: [2027-01-01..2027-01-31]}}
freezes: {closing: {during: winter}}
YAML
sed 's/^steps:/overrides: [{freeze: closing, because: it must be, by: finance}]\nsteps:/' harmless.yaml > above.yaml
run 0 assess above.yaml; has out "accepted by Finance, written in this change: it must be"
run 0 assess above.yaml --format json; has out '"in_change": true'
run 1 assess above.yaml --policy policy.yaml --gate error; lacks out "written in this change"

# Links and calendars stay below the folder of the landscape.
printf 'digraph { a -> b }' > digraph.dot
mkdir -p repo/landscape outside && cp landscape.yaml repo/landscape/
printf 'password: hunter2\n' > outside/secret.yaml
printf 'SECRET:1\n' > outside/secret.ics
cd repo || exit 1
ln -s ../../outside/secret.yaml landscape/extra.yaml
run 2 check; has err "a link that leads out of the folder"; has err "--root DIR"; lacks err hunter2
run 0 check --root ..; has err "K005"
rm landscape/extra.yaml && ln -s ../../outside landscape/more
run 2 check; has err "leads out"; rm landscape/more
ln -s landscape.yaml landscape/again.yaml; run 0 check; rm landscape/again.yaml
ln -s ../outside/secret.yaml change.yaml
run 2 assess change.yaml; has err "leads out"; lacks err hunter2
ln -s ../outside/secret.yaml .knockon.yaml
run 2 check; has err "leads out"; lacks err hunter2; rm .knockon.yaml
mv landscape elsewhere && ln -s ../outside landscape
run 2 check; has err "leads out"; rm landscape && mv elsewhere landscape
for ics in ../../outside/secret.ics link.ics /etc/passwd; do
    ln -sf ../../outside/secret.ics landscape/link.ics
    printf 'knockon: landscape/1\ncalendars: {c: {ics: %s}}\n' "$ics" > landscape/more.yaml
    run 2 check; has err "outside of the landscape"; lacks err SECRET
done
for ics in https://example.org/c.ics webcal://example.org/c.ics; do
    printf 'knockon: landscape/1\ncalendars: {c: {ics: "%s"}}\n' "$ics" > landscape/more.yaml
    run 2 check; has err "is an address, and nothing is fetched"
done
printf 'knockon: landscape/1\ncalendars: {c: {ics: "-"}}\n' > dash.yaml  # a file of that name, and not standard input
"$program" check -l dash.yaml < ../outside/secret.ics > out 2> err; has err "./-: error[K001]: cannot open"; rm dash.yaml
printf 'knockon: landscape/1\ncalendars: {c: {ics: link.ics}}\n' > landscape/more.yaml
run 2 check --root ..; has err "K012"

# A folder that is a link leads out as well, wherever in the path it stands.
mkdir deep && ln -s ../../outside deep/more
for path in deep/more/secret.yaml deep/more deep/more/ deep/more/. deep/../deep/more/secret.yaml "$PWD/deep/more/secret.yaml"; do
    run 2 check -l "$path"; has err "leads out"; lacks err hunter2
done
run 2 assess deep/more/secret.yaml; has err "leads out"; lacks err hunter2
run 2 check --config deep/more/secret.yaml; has err "leads out"; lacks err hunter2
run 2 check -l deep/more/secret.yaml --root ..; has err "K005"
run 2 check -l ../outside/secret.yaml; has err "K005"
rm -r deep

# Nor do they choose what is written.
printf 'precious' > ../outside/kept; rm -f .knockon.yaml change.yaml && cp ../harmless.yaml change.yaml
ln -s ../outside reports && ln -s ../outside/kept r.json && mkdir kept && ln -s kept/real.json inside.json && : > kept/real.json
rm landscape/more.yaml
for path in reports/new.json r.json ./r.json "$PWD/r.json" reports/../r.json; do
    run 3 assess change.yaml -q --report "json=$path"; has err "a link leads out of the working folder"
done
run 3 import ../digraph.dot --split kind=reports; has err "a link leads out"
[ "$(cat ../outside/kept)" = precious ] && [ ! -e ../outside/new.json ] || fail "a link chose what is written"
run 1 assess change.yaml -q --report json=inside.json; has kept/real.json '"report/1"'
for path in plain.json ./plain2.json kept/new.json "$PWD/kept/new2.json"; do
    run 1 assess change.yaml -q --report "json=$path"; has "$path" '"report/1"'
done
run 1 assess change.yaml -q --report json=../outside/new.json; has ../outside/new.json '"report/1"'
run 1 assess change.yaml -q --report json=/dev/null

# Graphviz is not looked for where the files come from, and cannot write.
printf '#!/bin/sh\ntouch "%s/ran"; cat > /dev/null\n' "$PWD" > dot && chmod +x dot
for path in . "" "$PWD" ":$PWD:bin"; do
    PATH=$path run 3 graph -l landscape --format svg; has err "is not installed"
done
mkdir bin && mv dot bin/ && PATH=$PWD/bin:/usr/bin:/bin run 3 graph -l landscape --format svg
[ ! -e ran ] || [ ! -e /sys/kernel/security/landlock ] || fail "dot wrote a file"
done_testing
