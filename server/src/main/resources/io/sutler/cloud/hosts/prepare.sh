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
printf '%s\n' "$LEASE" >"$DIR/.ready"
mv "$DIR/.ready" "$DIR/ready"
echo ready
