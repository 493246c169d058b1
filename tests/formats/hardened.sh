#!/bin/bash
# The program as it is released: loads anywhere, nothing of it can be both written and run, tables of addresses are
# closed once it runs, and the stack and the library's calls are watched.
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
what="the program"
build=$(dirname "$program")
command -v readelf > /dev/null && grep -q '^CMAKE_BUILD_TYPE:STRING=Release' "$build/CMakeCache.txt" 2> /dev/null || {
    echo "skipped: no build as it is released"; exit 77; }
readelf -hldW "$program" > out 2> err
has out "DYN (Position-Independent Executable file)"; has out "GNU_RELRO"; has out "NOW"
grep -q 'GNU_STACK.* RW ' out || fail "the stack can be run"
grep -qE 'LOAD.* RWE ' out && fail "a part can be written and run"
readelf -sW "$program" > out 2> err
has out "__stack_chk_fail"; grep -qE '__(memcpy|read|snprintf|fprintf)_chk' out || fail "no call is watched"
grep -aqF "$(cd "$tests/.." && pwd -P)" "$program" && fail "it holds the path of its checkout"
done_testing
