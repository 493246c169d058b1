# shellcheck shell=bash disable=SC2034,SC2154
# What examples/run and tests/run share: packages, one build folder, one way to configure it.
# Sourced with `root` set to the checkout. Status 3: the surroundings failed.

say() { printf "%s/%s: %s\n" "$(basename "$(cd "$(dirname "$0")" && pwd)")" "${0##*/}" "$*" >&2; }

# Packages to build the program, each with its reason; more in tests/run.
build_packages=(
    "g++=compiler" "cmake=build description" "ninja-build=build"
    "libyaml-cpp-dev=YAML" "rapidjson-dev=JSON with places" "libcli11-dev=command line"
    "libpugixml-dev=XML" "libminizip-dev=ZIP" "zlib1g-dev=ZIP"
    "libfmt-dev=text" "libabsl-dev=time zones" "tzdata=time zones" "doctest-dev=tests"
    "scdoc=man pages" "python3=test scripts")

# install PACKAGE=REASON...: installs those that are not there, as root or through sudo. Status 1, and why, where
# that cannot be done.
install() {
    local missing=() names=() entry as_root=()
    command -v dpkg-query >/dev/null || { say "not a Debian system: taking for granted what is needed"; return; }
    for entry in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "${entry%%=*}" 2>/dev/null)" != installed ]; then
            missing+=("${entry%%=*} (${entry#*=})")
            names+=("${entry%%=*}")
        fi
    done
    [ ${#names[@]} -eq 0 ] && return
    say "installing what is missing:$(printf ' %s,' "${missing[@]}" | sed 's/,$//')"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "neither root nor sudo; install these and run again"; return 1; }
        as_root=(sudo)
        [ -t 0 ] || as_root=(sudo -n)
    fi
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
               install --no-install-recommends "${names[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        say "apt-get failed; its last lines are above"
        return 1
    fi
    rm -f "$log"
}

# configure [OPTION]...: configures $root/build, with further options of cmake. A folder that was configured for
# another checkout or generator starts afresh.
configure() {
    local fresh=() launcher="" werror=OFF cache=$root/build/CMakeCache.txt
    if [ -f "$cache" ] && ! { grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache" &&
                              grep -qxF "CMAKE_GENERATOR:INTERNAL=Ninja" "$cache"; }; then
        fresh=(--fresh)
    fi
    command -v ccache >/dev/null && launcher=ccache
    [ -n "${CI:-}" ] && werror=ON
    cmake -S "$root" -B "$root/build" -G Ninja "${fresh[@]}" -DKNOCKON_WERROR="$werror" \
        -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" "$@"
}

# Runs a command with its output put aside; shows the output only if the command fails.
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        say "this failed: $*"
        exit 3
    fi
    rm -f "$log"
}

# One build at a time in a checkout. The lock goes with the process.
lock() {
    mkdir -p "$root/build" || exit 3
    exec 9>"$root/build/.lock"
    flock 9
}
