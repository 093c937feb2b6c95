# Who has this host, what it is, and what disks lie on it. Changes nothing.
boot=0
while read -r word value _; do
  [ "$word" = btime ] && boot=$value
done </proc/stat
ticks=0
if read -r all </proc/1/stat; then
  set -- ${all##*) }
  [ $# -ge 20 ] && shift 19 && ticks=$1
fi
echo "since $((boot + ticks / 100))"
kib=0
while read -r word value _; do
  [ "$word" = MemTotal: ] && kib=$value
done </proc/meminfo
echo "memory $kib"
echo "cpus $(getconf _NPROCESSORS_ONLN || echo 0)"
if [ -f "$DIR/owner.json" ]; then
  ready=
  [ ! -f "$DIR/ready" ] || read -r ready <"$DIR/ready"
  # who has it is let in only with all of the disks
  if [ -f "$DIR/disks" ]; then
    while read -r id; do
      grep -qF -- "/$id/data " /proc/self/mountinfo || ready=
    done <"$DIR/disks"
  fi
  echo "ready $ready"
  echo "owner $(cat "$DIR/owner.json")"
fi
n=0
for record in "$STORE"/*.json; do
  [ -f "$record" ] && [ $n -lt 500 ] || continue
  n=$((n + 1))
  id=${record##*/}
  id=${id%.json}
  case $id in *[!0-9a-f-]*) id=strange ;; esac
  echo "disk $id $(head -c 1500 "$record" | tr -c '[:print:]' ' ')"
done
