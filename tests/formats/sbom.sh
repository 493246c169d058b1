#!/bin/bash
# The list of what is linked: every package with the version that is installed, and the digest of the program.
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
what="the list"
command -v dpkg-query ninja > /dev/null || { echo "skipped: no dpkg or ninja"; exit 77; }
build=$(dirname "$program")
[ -e "$build/build.ninja" ] || { echo "skipped: not built by ninja"; exit 77; }
"$tests/../.cmake/sbom" "$build" > out 2> err || fail "it is not made"
/usr/bin/python3 - "$(sha256sum < "$program" | cut -d' ' -f1)" > said 2>&1 <<'PY' || { cat said; fail "it is not what it should be"; }
import json, re, subprocess, sys
bom = json.load(open("out"))
assert bom["spdxVersion"] == "SPDX-2.3" and bom["dataLicense"] == "CC0-1.0" and bom["documentNamespace"]
assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", bom["creationInfo"]["created"])
by_name = {p["name"]: p for p in bom["packages"]}
assert by_name["knockon"]["checksums"][0]["checksumValue"] == sys.argv[1]
for wanted in ("libc6-dev", "libyaml-cpp-dev", "libabsl-dev", "rapidjson-dev", "libcli11-dev", "libfmt-dev"):
    assert wanted in by_name, (wanted, sorted(by_name))
assert any(n.startswith("libstdc++-") for n in by_name)
for name, p in by_name.items():
    if name == "knockon": continue
    installed = subprocess.run(["dpkg-query", "-W", "-f", "${Version}\n", name], capture_output=True, text=True).stdout.split()[0]
    assert p["versionInfo"] == installed, (name, p["versionInfo"], installed)
ids = {p["SPDXID"] for p in bom["packages"]}
linked = {r["relatedSpdxElement"] for r in bom["relationships"]}
assert ids == linked and all(re.fullmatch(r"SPDXRef-[A-Za-z0-9.+-]+", i) for i in ids)
PY
done_testing
