# Lets in who is to come in. May run again at any time.
set -eu
umask 022
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
if [ -n "$KEYS" ]; then
  home=$(getent passwd "$LOGIN" | cut -d: -f6)
  [ -n "$home" ] && [ -d "$home" ] || { echo "no-account"; exit 0; }
  printf '%s\n' "$LOGIN" >"$DIR/login"
  enter='
    umask 077
    mkdir -p "$HOME/.ssh"
    file=$HOME/.ssh/authorized_keys
    [ ! -L "$file" ] || file=$(readlink -f "$file")
    [ -f "$file" ] || : >"$file"
    cp -p "$file" "$file.sutler"
    grep -vF " sutler-lease=$LEASE" "$file" >"$file.sutler" || :
    cat >>"$file.sutler"
    mv "$file.sutler" "$file"
  '
  printf '%s\n' "$KEYS" | if [ "$(id -un)" = "$LOGIN" ]; then
    HOME=$home LEASE=$LEASE sh -c "$enter"
  else
    LEASE=$LEASE su -s /bin/sh "$LOGIN" -c "$enter"
  fi
fi
if [ -n "$PASSWORD" ]; then
  if [ ! -f "$DIR/shadow" ]; then
    (umask 077 && sed -n 's/^root:\([^:]*:[^:]*\):.*/\1/p' /etc/shadow >"$DIR/.shadow")
    mv "$DIR/.shadow" "$DIR/shadow"
  fi
  printf 'root:%s\n' "$PASSWORD" | chpasswd
  if [ -d /etc/ssh/sshd_config.d ]; then
    printf 'PermitRootLogin yes\nPasswordAuthentication yes\n' >/etc/ssh/sshd_config.d/00-sutler-lease.conf
    systemctl reload ssh 2>/dev/null || systemctl reload sshd 2>/dev/null || kill -HUP "$(cat /run/sshd.pid)" 2>/dev/null || :
  fi
fi
if [ -n "$DISKS" ]; then
  mkdir -p "$STORE"
  printf '%s\n' "$DISKS" >"$DIR/.disks"
  while read -r id mount record; do
    for who in "$LOGIN" "$ENTER" root; do
      case "$(getent passwd "$who" | cut -d: -f6)/" in "$mount"/*) echo "hides $mount"; exit 0 ;; esac
    done
    # the directory comes first: a record without one means that data is lost
    if [ ! -f "$STORE/$id.json" ]; then
      mkdir -p -m 0700 "$STORE/$id"
      mkdir -p "$STORE/$id/data"
      printf '%s\n' "$record" >"$STORE/.$id"
      sync "$STORE/.$id" 2>/dev/null || sync
      mv "$STORE/.$id" "$STORE/$id.json"
    elif [ ! -d "$STORE/$id/data" ]; then
      echo "lost-disk $mount"
      exit 0
    fi
    if ! grep -qF "/$id/data " /proc/self/mountinfo; then
      # CAP_SYS_PTRACE: what works on a disk must be found when it is taken off
      may=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
      if [ $((0x$may >> 19 & 1)) = 0 ]; then
        echo "no-mount $mount it may not see what other processes have open"
        exit 0
      fi
      made=$mount
      while [ ! -d "$made" ]; do
        printf '%s\n' "$made" >>"$DIR/made"
        made=${made%/*}
      done
      mkdir -p "$mount"
      if ! said=$(mount --bind "$STORE/$id/data" "$mount" 2>&1); then
        printf 'no-mount %s %s\n' "$mount" "$(printf '%s' "$said" | tr '\n' ' ')"
        exit 0
      fi
      ! command -v restorecon >/dev/null || restorecon "$mount" || :
    fi
    if ! grep -qsF "x-sutler=$id" /etc/fstab; then
      # services of the host's own that start at boot find it mounted
      printf '%s %s none bind,nofail,x-systemd.before=local-fs.target,x-sutler=%s 0 0\n' \
        "$STORE/$id/data" "$mount" "$id" >>/etc/fstab
    fi
  done <"$DIR/.disks"
  cut -d' ' -f1 "$DIR/.disks" >"$DIR/.ids"
  mv "$DIR/.ids" "$DIR/disks"
  rm -f "$DIR/.disks"
  systemctl daemon-reload >/dev/null 2>&1 || :
fi
printf '%s\n' "$LEASE" >"$DIR/.ready"
mv "$DIR/.ready" "$DIR/ready"
echo ready
