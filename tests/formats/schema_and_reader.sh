#!/bin/bash
# What `knockon schema` allows, the program reads, and the other way round (see tests/formats/schema_and_reader).
source "$(dirname "${BASH_SOURCE[0]}")/../cli/expect.bash" "$1"
python=$(python_with jsonschema)
[ -n "$python" ] || { echo "skipped: no jsonschema module"; exit 77; }
exec "$python" "$tests/formats/schema_and_reader" "$program" --seed 7
