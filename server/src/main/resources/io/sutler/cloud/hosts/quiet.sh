# Ends what steps of playbooks left running on a host that is given back; programs of a Sutler on
# this machine are its own. May run again at any time.
set -u
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
rm -f "$DIR/ready"
left() {
  for p in /proc/[0-9]*; do
    [ "${p#/proc/}" = $$ ] && continue
    said=$(tr '\0' '\n' <"$p/environ" 2>/dev/null) || continue
    case $said in
      *SUTLER_OWNER=*) ;;
      *SUTLER_STEP=*) echo "${p#/proc/}" ;;
    esac
  done
}
if [ "$LOCAL" = no ]; then
  all=$(left)
  if [ -n "$all" ]; then
    kill $all 2>/dev/null
    sleep 1
    all=$(left)
    [ -z "$all" ] || kill -9 $all 2>/dev/null
  fi
fi
echo quiet
