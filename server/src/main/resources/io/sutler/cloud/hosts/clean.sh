# Runs the region's own cleaning of a host that is given back.
set -u
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
if ! said=$(SUTLER_HOST=$HOST sh -c "$RELEASE" 2>&1 </dev/null); then
  printf 'failed %s\n' "$(printf '%s' "$said" | tail -n 3 | tr '\n' ' ')"
  exit 0
fi
echo cleaned
