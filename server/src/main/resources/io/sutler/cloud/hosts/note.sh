# Notes what a host runs by itself and which accounts it has, before anybody is let in: what is more
# than that when it is given back goes then. May run again at any time, and notes no lease twice.
set -eu
umask 022
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
# the server's own machine has more masters than the lease; and without systemd there is nothing to ask
if [ "$LOCAL" != no ] || [ ! -d /run/systemd/system ] ||
  grep -qsxF "lease $LEASE" "$DIR/before" ||
  # somebody was let in already, by a Sutler that noted nothing
  grep -qsxF -e "$LEASE" "$DIR/ready"; then
  echo noted
  exit 0
fi
accounts=$(getent passwd | cut -d: -f1)
files=$(systemctl list-unit-files --no-legend --no-pager --full -t service,socket,timer,path)
active=$(systemctl list-units --no-legend --no-pager --full --plain --state=active,activating,reloading \
  -t service,socket,timer,path,scope)
{
  printf 'lease %s\n' "$LEASE"
  printf '%s\n' "$accounts" | sed 's/^/account /'
  printf '%s\n' "$files" | awk 'NF > 1 { print "unit", $1, $2 }'
  printf '%s\n' "$active" | awk 'NF > 1 { print "active", $1 }'
} >"$DIR/.before"
sync "$DIR/.before" 2>/dev/null || sync
mv "$DIR/.before" "$DIR/before"
echo noted
