#!/bin/bash
# Makes sure of the distribution that the plan of Spark names, held to the plan's digest, and prints
# the -D option that says where it is. What is missing is told on standard error, and its story is
# skipped by name. It lies in /var/cache/sutler, outside the tree: 318 MB are fetched once.
#
#   acceptance/parts/spark.sh
set -u
plan=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/catalog/spark/plan.yaml
cache=/var/cache/sutler/downloads
row() { printf '  %-13s %s\n' "$1" "$2" >&2; }
of() { # the default of a parameter
  sed -n "/^  $1:/,/default:/s/.*default: \([^ ,}]*\).*/\1/p" "$plan"
}
is_whole() { printf '%s  %s\n' "$(of sha256)" "$1" | sha256sum --check --status 2>/dev/null; }

name=$(basename "$(of address)")
kept=$cache/$name
if ! is_whole "$kept"; then
  rm -f "$kept"
  mkdir -p "$cache"
  if python3 -m pip --version >/dev/null 2>&1 && work=$(mktemp -d "$cache/new.XXXXXX"); then
    row spark "fetching $name"
    echo "pyspark==$(of version) --hash=sha256:$(of sha256)" >"$work/wanted"
    python3 -m pip download -q --no-deps --no-binary pyspark --require-hashes -d "$work" -r "$work/wanted" >&2 &&
      mv "$work/$name" "$kept"
    rm -rf "${work:?}"
  fi
fi
if [ -f "$kept" ]; then
  row spark "$name"
  echo "-Dsutler.real.spark=$kept"
else
  row spark "missing: the story of Spark is skipped, as $name could not be had"
fi
