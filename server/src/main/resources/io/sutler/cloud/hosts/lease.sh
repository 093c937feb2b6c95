# Takes a host that nobody has: whoever links the file first has it.
set -eu
umask 022
mkdir -p "$DIR"
mine="$DIR/.lease-$LEASE"
printf '%s\n' "$OWNER" >"$mine"
sync "$mine" 2>/dev/null || sync
if ln "$mine" "$DIR/owner.json" 2>/dev/null; then
  sync "$DIR" 2>/dev/null || sync
  echo taken
else
  echo busy
fi
rm -f "$mine"
