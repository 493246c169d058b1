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
has err "landscape.yaml:8:3: note[M02]: nobody owns db: hits Invoice run (Finance)"
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
run 0 check $today --policy policy.yaml --all; has err "nobody owns db: hits Invoice run (Finance) (accepted)"
run 1 check --policy policy.yaml --gate error --today 2027-03-02
printf 'knockon: policy/1\nfindings: {M02: off}\n' > policy.yaml
run 0 check $today --policy policy.yaml --gate note; lacks out "finding"

# With a mistake in the files nothing is looked for.
sed 's/needs: \[db\]/needs: [dbb]/' landscape.yaml > wrong.yaml
run 2 check -l wrong.yaml $today --gate note --all; lacks err "M02"; empty out
run 2 check -l wrong.yaml $today --format json; has out '"findings": []'

# All mistakes of a run at once: values, keys and ids, and the syntax of each file.
cat > many.yaml << 'YAML'
knockon: landscape/1
departments: {finance: {}}
components:
  db: {availability: "99,9%"}
  erp: {needs: [dbb], owner: finanse}
processes:
  invoicing: {department: finance, needs: [erp, mail], loss: {hour: 1.200}}
YAML
run 2 check -l many.yaml; empty out
has err 'many.yaml:4:22: error[K102]: `availability: 99,9%`: expected a point for the comma: 99.9%'
has err 'many.yaml:5:17: error[K104]: `dbb`'; has err 'help: write `db`'; has err 'many.yaml:5:30: error[K104]: `finanse`'
has err 'many.yaml:7:49: error[K104]: `mail`'; has err 'expected what has one reading: 1200 or 1.2'
cat > a.yaml << 'YAML'
knockon: change/1
id: A
window: {start: 2027-01-12T20:00, length: 1 hour}
steps: [{update: dbx, fails: 5%}, {update: erp, downtime: 5}]
YAML
printf 'knockon: change/1\nid: B\nsteps:\n  - update db\n    fails: 5%%\n' > b.yaml
printf 'knockon: change/1\nid: C\nsteps:\n\t- {update: db}\n' > c.yaml
printf 'knockon: change/1\nid: D\nsteps: [{update: dbx}]\n' > d.yaml
run 2 check a.yaml b.yaml c.yaml d.yaml
has err 'a.yaml:3:43: error[K102]'; has err 'a.yaml:4:18: error[K201]'; has err 'a.yaml:4:59: error[K102]'
has err 'b.yaml:4:5: error[K003]: not valid YAML: a colon is forgotten: `update db`'; has err 'write `update: db`'
has err 'c.yaml:4:1: error[K003]: not valid YAML: a tab in the indentation'; has err 'd.yaml:3:18: error[K201]'
run 2 assess a.yaml; has err 'a.yaml:3:43: error[K102]'; has err 'a.yaml:4:18: error[K201]'
# A file that cannot be taken apart hides who is defined, so nobody is missed.
printf 'knockon: landscape/1\ncomponents: {db: {}\n' > half.yaml
run 2 check -l many.yaml -l half.yaml; has err 'half.yaml'; has err '99.9%'; lacks err 'K104'

# A forgotten colon where the key is known, and a file that is nearly called so.
for line in 'kind application' 'kind:application'; do
    printf 'knockon: landscape/1\ncomponents:\n  db: {%s}\n' "$line" > colon.yaml
    run 2 check -l colon.yaml; has err 'has no colon with a blank after it'; has err 'write `kind: application`'
    printf 'knockon: landscape/1\ncomponents:\n  db:\n    %s\n    owner: it\n' "$line" > colon.yaml
    run 2 check -l colon.yaml; has err 'colon.yaml:4:5: error[K003]: not valid YAML: a colon is forgotten'; has err 'write `kind: application`'
done
printf 'knockon: landscape/1\ncomponents\n  # systems\n  db: {}\n' > colon.yaml
run 2 check -l colon.yaml; has err 'colon.yaml:2:1: error'; has err 'write `components:`'
printf 'knockon: landscape/1\norganisation: a: b\n' > colon.yaml
run 2 check -l colon.yaml; has err 'put a text that holds `: ` in quotes'; lacks err forgotten
run 2 assess chnage.yaml; has err 'did you mean `change.yaml`?'
run 2 assess change; has err 'did you mean `change.yaml`?'
run 2 assess changes/c.yaml; has err 'there is no folder `changes`'

# An amount may name its currency, as reports do; another one than the landscape's is never taken for it.
sed 's/hour: 1k/hour: € 1.2k/' landscape.yaml > euro.yaml
run 0 check -l euro.yaml
run 1 assess -l euro.yaml change.yaml --set "processes.invoicing.loss.hour=€ 2k"
run 2 assess -l euro.yaml change.yaml --set "processes.invoicing.loss.hour=\$ 2k"; has err "K156"
sed 's/hour: 1k/hour: $ 1.2k/' landscape.yaml > dollar.yaml
run 2 check -l dollar.yaml; has err 'dollar.yaml:11:'; has err 'K156]: an amount in $; those of the landscape are in EUR'
sed 's/^title/budget: CHF 5\ntitle/' change.yaml > frank.yaml
run 2 check frank.yaml; has err 'frank.yaml:3:9: error[K156]'
printf 'knockon: policy/1\nthresholds: {material_loss: £ 5}\n' > pound.yaml
run 2 check --policy pound.yaml change.yaml; has err 'pound.yaml:2:29: error[K156]'
printf 'knockon: history/1\noutcomes: [{change: A, date: 2026-01-01, verb: update, loss: € 5}]\n' > past.yaml
run 2 check --history past.yaml change.yaml; has err 'past.yaml:2:62: error[K156]'

# Words of other programs lead to those of this one.
run 2 assess change.yaml --json; has err '`--format json`'
run 2 assess change.yaml --output r.json; has err '`--report FORMAT=FILE`'
# An option that is named as the way out is one that the command has.
for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    for word in -o -j -f --md --no-color --silent --text --json; do
        run 2 "$command" "$word"
        for option in $(sed -n 's/^  help:.*`\(--[a-z-]*\).*/\1/p' err); do
            "$program" "$command" --help | grep -q -- "$option" || fail "the way out is $option, which $command does not have"
        done
    done
done
run 2 assess change.yaml -o r.json; has err '`--report FORMAT=FILE`'
run 0 -V; has out "knockon "; run 0 version; has out "knockon "
run 2 new; has err '`knockon init`'; run 2 validate; has err '`knockon check`'
done_testing
