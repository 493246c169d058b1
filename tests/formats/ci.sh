#!/bin/bash
# What examples/ci holds, as far as it runs without the service.
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
ci=$tests/../examples/ci
mkdir -p landscape changes bin
mv landscape.yaml landscape/ && cp change.yaml changes/first.yaml
cp harmless.yaml 'changes/a b;touch owned.yaml'
ln -s "$program" bin/knockon
PATH=$scratch/bin:$PATH

# The action: annotations, reports, a summary; the status is the worst of all changes.
what="the action"
export GITHUB_STEP_SUMMARY=$scratch/summary.md
echo "what another step said" > summary.md
KNOCKON_CHANGES=$(ls changes/*) "$ci/github/assess" > out 2> err; [ $? -eq 1 ] || fail "not status 1"
has out "::error file=changes/first.yaml,line="; has out "title=CHG-1%3A Finance::"
has summary.md "what another step said"; has summary.md "NOT AS PROPOSED"; has summary.md "WITHIN"
for file in knockon-reports/changes-first.yaml.{sarif,junit.xml,json,comment.md} \
    "knockon-reports/changes-a-b-touch-owned.yaml.json"; do [ -s "$file" ] || fail "no $file"; done
[ ! -e owned ] && [ ! -e owned.yaml ] || fail "a file name was run"
KNOCKON_CHANGES=changes/first.yaml KNOCKON_GATE=none "$ci/github/assess" > out 2> err || fail "not status 0"
KNOCKON_CHANGES=nowhere.yaml "$ci/github/assess" > out 2> err; [ $? -eq 2 ] || fail "not status 2"
# What decides is taken from the branch that the change is for, and named with its hash.
what="the action with a base"
mkdir -p base/.knockon base/changes && cp -r landscape base/ && cp harmless.yaml base/changes/first.yaml
printf 'knockon: policy/1\naccept: [{exceeds: finance, because: agreed, by: finance, until: 2199-01-01}]\n' \
    > base/.knockon/policy.yaml
printf 'seed: 7\n' > base/.knockon/settings.yaml
KNOCKON_BASE=base KNOCKON_CHANGES=changes/first.yaml "$ci/github/assess" > out 2> err || fail "not status 0"
report=knockon-reports/changes-first.yaml.json
has "$report" "$(sha256sum < base/.knockon/policy.yaml | cut -d' ' -f1)"; has "$report" '"as": "policy"'
has "$report" "$(sha256sum < base/.knockon/settings.yaml | cut -d' ' -f1)"; has "$report" '"as": "settings"'
has "$report" '"seed": 7'; has "$report" '"path": "knockon-reports/changes-first.yaml.base.json"'
# A pull request that touches the landscape alone: nothing was assessed, and nobody may take that for a success.
export GITHUB_OUTPUT=$scratch/outputs
KNOCKON_CHANGES='' "$ci/github/assess" > out 2> err || fail "no change is not status 0"
has out "::notice::knockon assessed nothing"; has summary.md "assessed nothing"; has outputs "verdict=nothing"
sed 's/needs: \[db\]/needs: [nothing_there]/' landscape/landscape.yaml > broken.yaml
KNOCKON_CHANGES='' KNOCKON_LANDSCAPE=broken.yaml "$ci/github/assess" > out 2> err; [ $? -eq 2 ] || fail "not status 2"
has outputs "verdict=failed"
KNOCKON_CHANGES=changes/first.yaml "$ci/github/assess" > out 2> err; has outputs "verdict=stopped"

# The program as a download: only the file that its hash names.
if command -v curl > /dev/null; then
what="the download"
mkdir -p knockon-0/bin && cp "$(realpath "$program")" knockon-0/bin/knockon && tar -czf knockon.tar.gz knockon-0
export GITHUB_PATH=$scratch/path RUNNER_TEMP=$scratch
sum=$(sha256sum < knockon.tar.gz); sum=${sum%% *}
KNOCKON_DOWNLOAD=file://$scratch/knockon.tar.gz KNOCKON_SHA256=$sum "$ci/github/get" > out 2> err || fail "is refused"
has out "knockon "; [ -x "$(cat path)/knockon" ] || fail "is not on the path"
KNOCKON_DOWNLOAD=file://$scratch/knockon.tar.gz KNOCKON_SHA256=${sum//[0-9]/0} "$ci/github/get" > out 2> err
[ $? -eq 2 ] || fail "another file is taken"; has out "is not the file that sha256 names"
KNOCKON_DOWNLOAD=file://$scratch/knockon.tar.gz KNOCKON_SHA256= "$ci/github/get" > out 2> err
[ $? -eq 2 ] || fail "is taken without a hash"
[ "$(wc -l < path)" -eq 1 ] || fail "what was refused is on the path"
fi

# The comment: made once, edited from then on. Another gh stands for the service.
cat > bin/gh << 'GH'
#!/bin/bash
echo "$*" >> "$CALLS"
case "$*" in
    *--jq*) [ ! -e "$KNOWN" ] || echo 17 ;;
    *PATCH*) ;;
    *) touch "$KNOWN" ;;
esac
GH
chmod +x bin/gh
what="the comment"
export CALLS=$scratch/calls KNOWN=$scratch/known GITHUB_REPOSITORY=works/landscape KNOCKON_COMMENT=7
rm knockon-reports/changes-a*.comment.md
"$ci/github/comment" > out 2> err || fail "the first fails"
has calls "api --silent repos/works/landscape/issues/7/comments -F body=@knockon-reports/changes-first.yaml.comment.md"
"$ci/github/comment" > out 2> err || fail "the second fails"
has calls "api --silent --method PATCH repos/works/landscape/issues/comments/17 -F body=@"
[ "$(wc -l < calls)" -eq 4 ] || fail "not two calls each"

# The job of GitLab: its script, as the runner would start it.
python=$(python_with yaml)
if [ -n "$python" ]; then
    what="the job"
    "$python" - "$ci" > job.sh 2> err << 'PY' || fail "is not read"
import sys, yaml
ci = sys.argv[1]
job = yaml.safe_load(open(f"{ci}/gitlab/knockon.gitlab-ci.yml"))["knockon"]
for name, value in job["variables"].items():
    print(f"{name}={value}")
print("set -eo pipefail")
print("\n".join(job["script"]))
action = yaml.safe_load(open(f"{ci}/github/action.yml"))
assert action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert step["shell"] == "bash" and "${{" not in step["run"], step
    assert all(name in action["inputs"] for name in
               __import__("re").findall(r"inputs\.([a-z0-9]+)", str(step))), step
workflow = yaml.safe_load(open(f"{ci}/github/workflow.yml"))
for step in workflow["jobs"]["knockon"]["steps"]:
    assert "${{" not in step.get("run", ""), step
    assert set(step.get("with", {})) <= set(action["inputs"]) or "examples/ci" not in step["uses"], step
hooks = yaml.safe_load(open(f"{ci}/pre-commit/.pre-commit-config.yaml"))["repos"][0]["hooks"]
shared = yaml.safe_load(open(f"{ci}/../../.pre-commit-hooks.yaml"))
assert shared == hooks, "the hooks of the repository are not those of the example"
for hook in hooks:
    assert {"id", "name", "language", "entry", "files"} <= set(hook), hook
    print(f"# hook {hook['entry']}", file=open("hooks", "a"))
PY
    rm -rf knockon-reports
    bash job.sh > out 2> err; [ $? -eq 1 ] || fail "not status 1"
    has out "NOT AS PROPOSED"; has knockon-reports/first.junit.xml "<failure"
    for file in knockon-reports/first.{codequality.json,prom,md}; do [ -s "$file" ] || fail "no $file"; done

    what="the hooks"
    while read -r _ _ entry; do
        # shellcheck disable=SC2086
        $entry changes/first.yaml > out 2> err || fail "$entry stops what is sound"
        sed 's/update: db/update: dbb/' changes/first.yaml > wrong.yaml
        # shellcheck disable=SC2086
        $entry wrong.yaml > out 2> err; [ $? -eq 2 ] || fail "$entry lets a mistake through"
    done < hooks
fi
done_testing
