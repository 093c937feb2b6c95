# Gives a disk that nobody uses another owner or, without one, deletes it with its data: the record
# that tells of it goes last. May run again at any time.
set -eu
umask 022
case $ID in '' | *[!0-9a-f-]*) echo gone; exit 0 ;; esac
record="$STORE/$ID.json"
[ -f "$record" ] || { echo gone; exit 0; }
grep -qF "\"installation\":\"$INSTALLATION\"" "$record" && grep -qF "\"region\":\"$REGION\"" "$record" || { echo not-ours; exit 0; }
if grep -qF -e "/$ID/data" -e " $STORE/$ID" /proc/self/mountinfo; then
  echo mounted
  exit 0
fi
if [ -n "$RECORD" ]; then
  printf '%s\n' "$RECORD" >"$STORE/.$ID"
  sync "$STORE/.$ID" 2>/dev/null || sync
  mv "$STORE/.$ID" "$record"
  echo handed
  exit 0
fi
rm -rf -- "$STORE/$ID"
rm -f "$record"
rmdir "$STORE" 2>/dev/null || :
case ${STORE%/*} in */sutler) rmdir "${STORE%/*}" 2>/dev/null || : ;; esac
echo gone
