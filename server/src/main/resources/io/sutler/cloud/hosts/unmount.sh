# Takes the disks off a host that is given back, and stops all that works on them; their data stays.
# May run again at any time.
set -u
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
ids() {
  { cat "$DIR/disks" 2>/dev/null; ls "$STORE" 2>/dev/null; } | grep -xE '[0-9a-f-]{36}' | sort -u
}
# Where they are mounted, what lies within another one first.
mounts() {
  ids | while read -r id; do
    grep -F "/$id/data" /proc/self/mountinfo
  done | awk '{ print length($5), $5 }' | sort -rn | cut -d' ' -f2
}
# Processes that have something open there, each as it sees the disk: in services and containers it
# may be mounted elsewhere.
holders() {
  ids | while read -r id; do
    grep -sF "/$id/data" /proc/[0-9]*/mountinfo
  done | sed 's|^/proc/\([0-9]*\)/mountinfo:[^ ]* [^ ]* [^ ]* [^ ]* \([^ ]*\) .*|\1 \2|' >"$DIR/.seen"
  {
    find /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/exe /proc/[0-9]*/fd -type l -printf '%p %l\n' 2>/dev/null
    mounts | while read -r mount; do
      grep -sF " $mount/" /proc/[0-9]*/maps | sed 's|maps:[^/]*|maps |'
    done
  } | awk -v seen="$DIR/.seen" '
    BEGIN { while ((getline line < seen) > 0) { split(line, w, " "); at[w[1]] = at[w[1]] " " w[2] } }
    {
      split($1, p, "/")
      n = split(at[p[3]], all, " ")
      for (i = 1; i <= n; i++)
        if ($2 == all[i] || index($2, all[i] "/") == 1) print p[3]
    }' | sort -u
  rm -f "$DIR/.seen"
}
unit_of() {
  sed -n 's|.*/system\.slice/\(.*/\)\{0,1\}\([^/]*\.service\).*|\2|p' "/proc/$1/cgroup" 2>/dev/null | head -n 1
}
stop() {
  systemctl disable -q --now "$1" >/dev/null 2>&1 </dev/null || systemctl stop "$1" >/dev/null 2>&1 </dev/null
}
own=$(unit_of $$)
end_holders() {
  for pid in $(holders); do
    unit=$(unit_of "$pid")
    case $unit in
      '' | "$own" | ssh.* | sshd[.@]* | cron* | atd.* | systemd-* | dbus* | docker* | containerd* | podman*)
        kill "-$1" "$pid" 2>/dev/null
        ;;
      *) stop "$unit" || kill "-$1" "$pid" 2>/dev/null ;;
    esac
  done
  # files that the kernel itself serves are open in no process
  for mount in $(mounts); do
    ! grep -qs "^$mount[[:space:]/]" /var/lib/nfs/etab || stop nfs-server.service
  done
}
if [ -n "$(mounts)" ]; then
  field() { sed -n "s/.*\"$1\":\"\([A-Za-z0-9_.-]*\)\".*/\1/p" "$DIR/owner.json"; }
  mark="# $(field installation)/$(field deployment)/"
  for file in /etc/systemd/system/*.service; do
    [ -f "$file" ] || continue
    case $(head -n 1 "$file") in "$mark"*) stop "$(basename "$file")" ;; esac
  done
  for signal in TERM TERM TERM KILL KILL KILL; do
    end_holders "$signal"
    for mount in $(mounts); do
      umount "$(printf '%b' "$mount")" 2>/dev/null
    done
    [ -n "$(mounts)$(holders)" ] || break
    sleep 1
  done
  left=$(mounts | head -n 1)
  if [ -n "$left" ]; then
    by=$(for pid in $(holders); do cat "/proc/$pid/comm" 2>/dev/null; done | sort -u | tr '\n' ' ')
    echo "failed $left ${by:-something that cannot be seen}"
    exit 0
  fi
fi
if grep -qs "^$STORE/.*x-sutler=" /etc/fstab; then
  cp -p /etc/fstab /etc/.fstab.sutler
  grep -v "^$STORE/.*x-sutler=" /etc/fstab >/etc/.fstab.sutler || :
  # it may be mounted from elsewhere: then it cannot be replaced
  mv /etc/.fstab.sutler /etc/fstab 2>/dev/null || { cat /etc/.fstab.sutler >/etc/fstab; rm -f /etc/.fstab.sutler; }
  systemctl daemon-reload >/dev/null 2>&1 || :
fi
if [ -f "$DIR/made" ]; then
  while read -r made; do
    rmdir "$made" 2>/dev/null
  done <"$DIR/made"
fi
for place in "$STORE"/*/; do
  place=${place%/}
  [ -f "$place.json" ] || rmdir "$place/data" "$place" 2>/dev/null
done
rm -f "$DIR/made" "$DIR/disks" "$DIR/.disks" "$DIR/.ids" "$STORE"/.[0-9a-f]*
echo unmounted
