#!/bin/bash
# completion in three shells, what other tools call our commands, and what is installed.
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash" "$1"

run 0 version; has out "knockon "; cp out version
run 0 -V; cmp -s out version || fail "-V says something else"
run 0 --version; cmp -s out version || fail "--version says something else"
run 2 plan change.yaml; has err '`knockon assess CHANGE`'
run 2 validate; has err '`knockon check`'
run 2 backtest; has err '`knockon calibrate HISTORY`'
run 2 asess; has err 'did you mean `assess`?'
run 2 completion powershell; has err "expected bash, zsh or fish"

run 0 completion bash; cp out knockon.bash
what="bash"
completed() {  # completed EXPECTED WORD...: what bash offers for the last word
    local expected=$1; shift
    local got
    got=$(bash -c 'source ./knockon.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _knockon; echo "${COMPREPLY[*]}"' \
        bash "$@")
    [ "$got" = "$expected" ] || fail "completes \`$*\` to \`$got\`, not \`$expected\`"
}
completed "assess" knockon ass
completed "compare completion" knockon comp
completed "--landscape" knockon check --la
completed "always" knockon assess --color al
completed "simulate" knockon assess --engine s
completed "zsh" knockon completion z
completed "history" knockon schema hi
completed "" knockon assess chan
for option in $("$program" assess --help | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
    grep -q -- "$option" knockon.bash || fail "does not know $option"
done

run 0 completion zsh; cp out _knockon
run 0 completion fish; cp out knockon.fish
if command -v zsh > /dev/null; then
    what="zsh"
    zsh -n _knockon || fail "is no zsh"
    zsh -fc 'autoload -Uz compinit; compinit -D; source ./_knockon; [[ ${_comps[knockon]} = _knockon ]]' || fail "does not register"
fi
if command -v fish > /dev/null; then
    what="fish"
    got=$(fish --no-config -c 'source ./knockon.fish; complete -C "knockon ass"' | cut -f1)
    [ "$got" = assess ] || fail "completes ass to $got"
    got=$(fish --no-config -c 'source ./knockon.fish; complete -C "knockon assess --engine s"' | cut -f1)
    [ "$got" = simulate ] || fail "completes --engine s to $got"
fi
done_testing
