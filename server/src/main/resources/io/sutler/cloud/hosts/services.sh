# Stops and disables what a host that is given back runs and did not when its lease began. May run
# again at any time.
set -u
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
# where nothing was noted, nothing is known to be more
if [ "$LOCAL" != no ] || [ ! -d /run/systemd/system ] ||
  ! grep -qsxF "lease $LEASE" "$DIR/before" || ! grep -q '^unit ' "$DIR/before"; then
  echo stopped
  exit 0
fi
own=$(sed -n 's|.*/\([^/]*\.service\)$|\1|p' "/proc/$$/cgroup" | head -n 1)
# Units that are enabled or at work and were neither. What was there and could not be enabled is
# started by others, which may be the host's own.
more() {
  {
    systemctl list-unit-files --no-legend --no-pager --full -t service,socket,timer,path |
      awk '$2 == "enabled" { print $2, $1 }'
    systemctl list-units --no-legend --no-pager --full --plain --state=active,activating,reloading \
      -t service,socket,timer,path,scope | awk '{ print "active", $1 }'
  } | awk -v note="$DIR/before" '
    BEGIN {
      while ((getline line < note) > 0) {
        split(line, word, " ")
        if (word[1] == "unit") was[word[2]] = word[3]
        if (word[1] == "active") was[word[2]] = "active"
      }
    }
    {
      template = $2
      sub(/@.*[.]/, "@.", template)
      if (was[$2] == "active" || was[$2] == "enabled") next
      if ($1 == "active" && (was[$2] was[template]) ~ /static|indirect|generated|alias/) next
      print $2
    }' | sort -u | while read -r unit; do
    case $unit in
      "$own" | ssh[.@-]* | sshd[.@-]* | systemd-* | dbus* | *getty* | user@* | user-runtime-dir@*) ;;
      # a host that is cut off is nobody's
      NetworkManager* | network* | netplan* | ifup@* | wpa_supplicant* | cloud-*) ;;
      # sessions, and containers of engines that the host had
      init.scope | session-* | docker-*.scope | libpod-*.scope | machine-*.scope | crio-*.scope) ;;
      *) printf '%s\n' "$unit" ;;
    esac
  done
}
said=
for round in 1 2 3; do
  units=$(more)
  [ -n "$units" ] || break
  running=
  for unit in $units; do
    systemctl disable -q --no-reload "$unit" >/dev/null 2>&1 </dev/null
    case $unit in *@.*) ;; *) running="$running $unit" ;; esac
  done
  systemctl daemon-reload >/dev/null 2>&1
  [ -z "$running" ] || said=$(systemctl stop $running 2>&1 </dev/null)
  for unit in $running; do
    # those that a service leaves running on purpose, as containers and jobs are
    pids=$(grep -lsF "/system.slice/$unit" /proc/[0-9]*/cgroup | cut -d/ -f3)
    [ -z "$pids" ] || kill -9 $pids 2>/dev/null
  done
  systemctl reset-failed $running >/dev/null 2>&1
done
left=$(more | head -n 3 | tr '\n' ' ')
if [ -n "$left" ]; then
  printf 'failed %scannot be stopped and disabled: %s\n' "$left" "$(printf '%s' "$said" | tail -n 3 | tr '\n' ' ')"
  exit 0
fi
echo stopped
