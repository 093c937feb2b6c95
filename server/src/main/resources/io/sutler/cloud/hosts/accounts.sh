# Removes the accounts of people that a host that is given back has and did not when its lease
# began, with what they run and their homes. Those of programs stay, as their packages do. May run
# again at any time: the account itself goes last.
set -u
grep -qsF "\"lease\":\"$LEASE\"" "$DIR/owner.json" || { echo lost; exit 0; }
if [ "$LOCAL" != no ] || [ ! -d /run/systemd/system ] ||
  ! grep -qsxF "lease $LEASE" "$DIR/before" || ! grep -qxF 'account root' "$DIR/before"; then
  echo removed
  exit 0
fi
bound() { sed -n "s/^$1[[:space:]][[:space:]]*\([0-9][0-9]*\).*/\1/p" /etc/login.defs 2>/dev/null | tail -n 1; }
min=$(bound UID_MIN)
max=$(bound UID_MAX)
# Name, number and home of each. Whose number another one has, too, runs and owns nothing for sure.
newcomers() {
  awk -F: -v note="$DIR/before" -v min="${min:-1000}" -v max="${max:-60000}" '
    BEGIN { while ((getline line < note) > 0) if (sub(/^account /, "", line)) was[line] = 1 }
    { all[$3]++; name[NR] = $1; uid[NR] = $3; home[NR] = $6 }
    END {
      for (i = 1; i <= NR; i++)
        if (!(name[i] in was) && uid[i] >= min && uid[i] <= max && uid[i] != 65534 && name[i] !~ /^-|\//)
          print name[i] ":" (all[uid[i]] == 1 ? uid[i] : "") ":" home[i]
    }' /etc/passwd
}
theirs() {
  uids=$(newcomers | cut -d: -f2 | grep . | tr '\n' '|')
  [ -n "$uids" ] || return 0
  grep -lsE "^Uid:[[:space:]]+([0-9]+[[:space:]]+)?(${uids%|})[[:space:]]" /proc/[0-9]*/status |
    cut -d/ -f3 | while read -r pid; do
    # numbers mean others in containers, which have numbers of processes of their own
    grep -qsE '^NSpid:.*[0-9][[:space:]]+[0-9]' "/proc/$pid/status" || echo "$pid"
  done
}
# Whether all that lies at a path is this host's own, as far as mounts tell: it may not even be
# looked at, as a server of files that is gone answers nobody.
alone() {
  P=$1 awk '
    BEGIN { path = ENVIRON["P"] }
    {
      for (i = 7; i < NF && $i != "-"; i++) ;
      if (index($5, path "/") == 1) within = 1
      if (($5 == "/" || index(path "/", $5 "/") == 1) && length($5) >= deepest) {
        deepest = length($5)
        type = $(i + 1)
      }
    }
    END { exit within || type !~ /^(ext[234]|xfs|btrfs|zfs|f2fs|bcachefs|overlay|tmpfs)$/ }' /proc/self/mountinfo
}
own() {
  case $1 in *[[:space:]\\]* | *//* | */.* | */) return 1 ;; /?*) ;; *) return 1 ;; esac
  alone "$1" && real=$(timeout -s KILL 20 readlink -e -- "$1") && alone "$real"
}
# Not what others live in, too, and not what was there before: who makes an account may name any place.
homely() {
  [ -d "$real" ] && [ "$(stat -c %u "$real")" = "$2" ] && ! mountpoint -q "$real" || return 1
  born=$(stat -c %W "$real")
  case $born in 0 | *[!0-9]*) ;; *) [ "$born" -ge "$(stat -c %Y "$DIR/before")" ] || return 1 ;; esac
  case "$STORE/" in "$real"/*) return 1 ;; esac
  case "$DIR/" in "$real"/*) return 1 ;; esac
  N=$1 R=$real awk -F: '$1 != ENVIRON["N"] && index($6 "/", ENVIRON["R"] "/") == 1 { n = 1 } END { exit n }' /etc/passwd
}
newcomers | while IFS=: read -r name uid home; do
  usermod -L -e 1 "$name" >/dev/null 2>&1 </dev/null
  for spool in /var/spool/cron/crontabs /var/spool/cron; do
    ! own "$spool" || rm -f "$real/$name"
  done
  [ -n "$uid" ] || continue
  loginctl disable-linger "$uid" >/dev/null 2>&1 </dev/null
  loginctl terminate-user "$uid" >/dev/null 2>&1 </dev/null
done
for signal in TERM TERM KILL KILL KILL; do
  pids=$(theirs)
  [ -n "$pids" ] || break
  kill "-$signal" $pids 2>/dev/null
  sleep 1
done
pids=$(theirs)
if [ -n "$pids" ]; then
  echo "failed these processes of people do not end:" $pids
  exit 0
fi
newcomers | while IFS=: read -r name uid home; do
  if [ -n "$uid" ]; then
    for place in /tmp /var/tmp /dev/shm /var/spool/cron/atjobs /var/spool/at; do
      ! own "$place" || find "$real" -xdev -uid "$uid" -delete 2>/dev/null
    done
    if own "$home" && homely "$name" "$uid" && ! said=$(rm -rf --one-file-system -- "$real" 2>&1); then
      printf 'failed the home of %s cannot be deleted: %s\n' "$name" "$(printf '%s' "$said" | tail -n 1)"
      break
    fi
    [ ! -L "$home" ] || rm -f "$home"
  fi
  for spool in /var/mail /var/spool/mail; do
    ! own "$spool" || rm -f "$real/$name"
  done
  if ! said=$(userdel "$name" 2>&1 </dev/null) && ! said=$(userdel -f "$name" 2>&1 </dev/null); then
    printf 'failed the account %s cannot be removed: %s\n' "$name" "$(printf '%s' "$said" | tail -n 1)"
    break
  fi
done
echo removed
