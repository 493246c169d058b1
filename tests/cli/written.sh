#!/bin/bash
# Answers when the surroundings fail, of every command in every format: the old file or the new one,
# never half; status 3.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"
left_over() { find . -name 'kept.??????' | grep -q . && fail "a temporary file is left"; rm -f kept.??????; }
sed 's/CHG-1/CHG-2/; s/: 1h/: 2h/' change.yaml > other.yaml
sed 's/db: {availability: 100%}/db: {availability: 99%}/' landscape.yaml > newer.yaml
cat >> landscape.yaml <<'YAML'
calendars:
  office: {days: mon-fri, hours: 08:00-18:00}
YAML

# formats WORDS...: what a command can draw, one a line.
formats() {
    "$program" "$@" --format '?' 2>&1 | sed -n 's/^  help: expected //p' | sed 's/, \| or /\n/g'
}
# no_room WORDS...: a file may not grow, and the signal that says so is ignored; `kept` stays.
no_room() {
    local said
    said=$( (trap '' XFSZ; ulimit -f 0; exec "$program" "$@") 2>&1)
    [ $? -eq 3 ] || fail "no room is not status 3"
    [[ $said =~ cannot\ write\ (kept|SVG):\  ]] || fail "no room is not said: $said"
    cmp -s whole kept || fail "the old file is gone where there is no room for the new one"
    left_over
}

# keep_inputs WORDS...: no report takes the place of a file that the command reads.
keep_inputs() {
    local word inputs=()
    for word in "$@"; do [ -f "$word" ] && inputs+=("$word"); done
    case $1 in show | diff | import | calibrate) ;; *) inputs+=(landscape.yaml) ;; esac
    for word in "${inputs[@]}"; do
        cp "$word" before
        run 2 "$@" -q --report "${formats[0]}=$word"
        has err "would overwrite the input \`$word\`"
        cmp -s before "$word" || fail "$word is written over"
    done
}

# hold WORDS...: a command, with every format in $formats.
hold() {
    local format
    keep_inputs "$@"
    tried+=("$1")
    [ "${#formats[@]}" -gt 0 ] || fail "the formats of $* are not listed"
    for format in "${formats[@]}"; do
        what="$*, $format"
        "$program" "$@" -q --report "$format=whole" 2> err
        [ -s whole ] || fail "nothing is written"
        cp whole kept
        no_room "$@" -q --report "$format=kept"
        if [ -w /dev/full ]; then
            "$program" "$@" --format "$format" > /dev/full 2> err; [ $? -eq 3 ] || fail "a full disk is not status 3"
        fi
        "$program" "$@" --format "$format" >&- 2> err; [ $? -eq 3 ] || fail "a closed output is not status 3"
        run 3 "$@" -q --report "$format=/proc/knockon" --report "$format=."
        has err "cannot write /proc/knockon"; has err "cannot write .: it is a folder"
    done
}

tried=()
mapfile -t formats < <(formats assess none); hold assess change.yaml
"$program" assess change.yaml -q --report json=one.json 2> err
"$program" assess change.yaml other.yaml -q --report json=many.json 2> err
several=()
for format in "${formats[@]}"; do
    "$program" show many.json -q --report "$format=several" 2> err && several+=("$format")
done
[ "${#several[@]}" -gt 10 ] || fail "several changes have few formats: ${several[*]}"
hold show one.json
formats=("${several[@]}"); hold assess change.yaml other.yaml; hold show many.json
mapfile -t formats < <(formats windows none); hold windows --runs 16 --every 1d change.yaml
mapfile -t formats < <(formats compare none none); hold compare change.yaml other.yaml
mapfile -t formats < <(formats structure); hold structure
mapfile -t formats < <(formats impact none); hold impact db
mapfile -t formats < <(formats calendar); hold calendar office
mapfile -t formats < <(formats check); hold check change.yaml
mapfile -t formats < <(formats diff none none); hold diff landscape.yaml newer.yaml
mapfile -t formats < <(formats apply none); hold apply change.yaml
mapfile -t formats < <(formats graph | grep -v "$(command -v dot > /dev/null && echo no || echo svg)"); hold graph
printf 'services: {web: {image: nginx, depends_on: [db]}, db: {image: postgres}}\n' > compose.yaml
mapfile -t formats < <(formats import compose.yaml); hold import compose.yaml
cat > history.yaml <<'YAML'
knockon: history/1
outcomes:
  - {change: CHG-0, date: 2026-10-02, verb: update, component: db, team: web, made: 2026-09-28, forecast: {fails: 5%}, failed: false, source: review}
YAML
mapfile -t formats < <(formats calibrate history.yaml); hold calibrate history.yaml
what="init"
tried+=(init)
mkdir none && (cd none && trap '' XFSZ && ulimit -f 0 && "$program" init > ../out 2> ../err)
[ $? -eq 3 ] || fail "no room is not status 3"
[ -z "$(ls none)" ] || fail "something is left where there is no room: $(ls none)"
# These write to standard output alone.
for words in "explain" "schema report" "completion bash" "version" "--help" "--version"; do
    tried+=("${words% *}")
    what="$words"
    [ ! -w /dev/full ] || { "$program" $words > /dev/full 2> err; [ $? -eq 3 ] || fail "a full disk is not status 3"; }
    "$program" $words >&- 2> err; [ $? -eq 3 ] || fail "a closed output is not status 3"
done
what="the commands"
for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    [[ " ${tried[*]} " == *" $command "* ]] || fail "$command is not tried"
done

# The history grows as a whole or not at all.
what="--record"
rm whole
"$program" assess change.yaml -q --record whole 2> err
cp whole kept
no_room assess change.yaml other.yaml -q --record kept
run 3 assess change.yaml -q --record /proc/knockon; has err "cannot write /proc/knockon"
run 2 assess change.yaml -q --record .; has err "folder"

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
cp whole kept
for n in $(seq 1 10); do
    "$program" assess other.yaml -q --record kept 2> err &
    victim=$!
    sleep "0.0$n"
    kill -KILL "$victim" 2> /dev/null
    wait "$victim" 2> /dev/null
    run 0 check --history kept change.yaml
    [ "$(head -c "$(stat -c %s whole)" kept)" = "$(cat whole)" ] || fail "kill $n loses what was recorded"
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
