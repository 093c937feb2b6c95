# Who has this host, and what it is. Changes nothing.
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
  echo "ready $ready"
  echo "owner $(cat "$DIR/owner.json")"
fi
