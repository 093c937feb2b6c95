# Gives a host back as it was before: the file that says who has it goes last.
set -u
[ -f "$DIR/owner.json" ] || { echo released; exit 0; }
grep -qF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo released; exit 0; }
# nothing is cleaned through a disk: what is on it stays
for place in "$STORE"/*/; do
  place=${place%/}
  if grep -qF -- "/${place##*/}/data" /proc/self/mountinfo; then
    echo "failed a disk of it is still mounted"
    exit 0
  fi
done
# What this deployment's playbooks made units of says so in the first line of each: it is stopped,
# and goes with the directories that the second line names.
field() { sed -n "s/.*\"$1\":\"\([A-Za-z0-9_.-]*\)\".*/\1/p" "$DIR/owner.json"; }
mark="# $(field installation)/$(field deployment)/"
for unit in /etc/systemd/system/*.service; do
  [ -f "$unit" ] || continue
  case $(head -n 1 "$unit") in "$mark"*) ;; *) continue ;; esac
  if ! said=$(systemctl disable -q --now "$(basename "$unit")" 2>&1 </dev/null); then
    printf 'failed %s\n' "$(printf '%s' "$said" | tail -n 3 | tr '\n' ' ')"
    exit 0
  fi
  sed -n '2s/^# with it: //p' "$unit" | tr ' ' '\n' | while IFS= read -r path; do
    case "$STORE/" in "${path%/}"/*) continue ;; esac
    case $path in *..* | *//* | "$STORE"/*) ;; /*/?*) rm -rf -- "$path" ;; esac
  done
  rm -f "$unit"
  gone=yes
done
[ -z "${gone:-}" ] || systemctl daemon-reload
set -e
if [ -f "$DIR/login" ]; then
  login=$(cat "$DIR/login")
  home=$(getent passwd "$login" | cut -d: -f6)
  leave='
    file=$HOME/.ssh/authorized_keys
    [ ! -L "$file" ] || file=$(readlink -f "$file")
    if [ -f "$file" ]; then
      cp -p "$file" "$file.sutler"
      grep -vF " sutler-lease=$LEASE" "$file" >"$file.sutler" || :
      mv "$file.sutler" "$file"
    fi
  '
  if [ -n "$home" ] && [ -d "$home" ]; then
    if [ "$(id -un)" = "$login" ]; then
      HOME=$home LEASE=$LEASE sh -c "$leave"
    else
      LEASE=$LEASE su -s /bin/sh "$login" -c "$leave"
    fi
  fi
fi
if [ -f "$DIR/shadow" ]; then
  saved=$(cat "$DIR/shadow")
  printf 'root:%s\n' "${saved%%:*}" | chpasswd -e
  # the day of its last change too, which a password's age is reckoned from
  case $saved in *:*) ! command -v chage >/dev/null || chage -d "${saved#*:}" root || : ;; esac
  rm -f /etc/ssh/sshd_config.d/00-sutler-lease.conf
  systemctl reload ssh 2>/dev/null || systemctl reload sshd 2>/dev/null || kill -HUP "$(cat /run/sshd.pid)" 2>/dev/null || :
fi
if grep -qs '^# sutler names$' /etc/hosts && [ -w /etc/hosts ]; then
  sed '/^# sutler names$/,/^# sutler end$/d' /etc/hosts >"$DIR/.hosts"
  cat "$DIR/.hosts" >/etc/hosts
fi
rm -f "$DIR/login" "$DIR/shadow" "$DIR/before" "$DIR/.before" "$DIR/.hosts" "$DIR/.ready" "$DIR"/.lease-*
rm -f "$DIR/owner.json"
rmdir "$DIR" 2>/dev/null || :
echo released
