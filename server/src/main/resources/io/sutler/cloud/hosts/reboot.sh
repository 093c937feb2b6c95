# Reboots, after this shell has gone.
set -eu
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
(
  trap '' HUP
  sleep 1
  sync
  systemctl reboot || reboot
) >/dev/null 2>&1 </dev/null &
echo rebooting
