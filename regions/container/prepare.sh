#!/bin/bash
# Prepares this machine to be a small cloud: a container engine whose containers are hosts.
#
#   prepare.sh [--install] [--state DIR] [--image-only]
#
# --install     may install missing packages with apt (as root)
# --state DIR   where the base image and the engine's settings are kept
#               (default /var/cache/sutler for root)
#
# It needs Podman, a container runtime and debootstrap; builds a Debian 12 image once; starts
# Podman's API; and prints one line of JSON: what the region's settings say about it. Run again, it
# only looks. Everything else that it says goes to standard error.
set -euo pipefail

IMAGE=sutler/host:debian-12
RECIPE=1 # changes with what is in the image
PACKAGES=(debootstrap podman runc netavark aardvark-dns catatonit iptables nftables openssh-client)
INSIDE=openssh-server,python3,python3-apt,sudo,iproute2,systemd-sysv,ca-certificates,dbus,iputils-ping,procps,netbase,libnss-myhostname

say() { printf '%s\n' "$*" >&2; }
row() { printf '  %-13s %s\n' "$1" "$2" >&2; }
die() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 1
}

install=
state=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" && exit 0 ;;
    --install) install=1 ;;
    --state) state=${2:?--state needs a directory} && shift ;;
    *) die "prepare.sh does not know '$1'" "see prepare.sh --help" ;;
  esac
  shift
done
[ "$(uname -s)" = Linux ] ||
  die "hosts in containers need Linux" "name a Docker or Podman on a Linux machine instead: sutler region set NAME --kind container --setting endpoint=tcp://..."
[ "$(id -u)" = 0 ] ||
  die "only root can make this machine a small cloud" \
    "run Sutler as root, or use the engine of another machine: sutler region set NAME --kind container --setting endpoint=tcp://..."
state=${state:-/var/cache/sutler}
mkdir -p "$state"
exec 9>"$state/prepare.lock"
flock -n 9 || { row waiting "another one prepares this machine" && flock 9; }

# ---- programs ----
missing() {
  local wanting=()
  command -v debootstrap >/dev/null || [ -n "$(image_id)" ] || wanting+=(debootstrap)
  command -v podman >/dev/null || wanting+=(podman)
  command -v runc >/dev/null || command -v crun >/dev/null || wanting+=(runc)
  [ -x /usr/lib/podman/netavark ] || command -v netavark >/dev/null || wanting+=(netavark)
  [ -x /usr/lib/podman/aardvark-dns ] || command -v aardvark-dns >/dev/null || wanting+=(aardvark-dns)
  command -v iptables >/dev/null || wanting+=(iptables)
  printf '%s\n' "${wanting[@]}"
}
image_id() {
  command -v podman >/dev/null || return 0
  podman image inspect --format '{{.Id}} {{index .Labels "sutler.recipe"}}' "$IMAGE" 2>/dev/null |
    awk -v recipe="$RECIPE" '$2 == recipe { print $1 }' || true
}

# Settings for the engine that hold where root lacks a right or cgroups are of the first kind.
mkdir -p "$state/conf"
{
  printf '[containers]\ndefault_ulimits = ["nofile=16384:16384","nproc=16384:16384"]\n[engine]\n'
  if command -v runc >/dev/null; then printf 'runtime = "runc"\n'; fi
  if [ ! -d /run/systemd/system ]; then printf 'cgroup_manager = "cgroupfs"\n'; fi
} >"$state/conf/containers.conf.new"
cmp -s "$state/conf/containers.conf.new" "$state/conf/containers.conf" ||
  mv "$state/conf/containers.conf.new" "$state/conf/containers.conf"
rm -f "$state/conf/containers.conf.new"
export CONTAINERS_CONF="$state/conf/containers.conf"

mapfile -t wanting < <(missing)
[ "${wanting[0]:-}" != "" ] || wanting=()
if [ ${#wanting[@]} -gt 0 ]; then
  command -v apt-get >/dev/null ||
    die "missing here: ${wanting[*]}" "install them with this system's package manager, and run it again"
  [ -n "$install" ] ||
    die "missing here: ${wanting[*]}" "sutler region init local --install installs them with apt"
  row packages "installing ${wanting[*]} with apt"
  log=$state/apt.log
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${PACKAGES[@]}"; } \
    >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2 && die "apt could not install them" "all that it said is in $log"; }
else
  row packages "all there"
fi
[ "$(cat /proc/sys/net/ipv4/ip_forward)" = 1 ] || sysctl -q -w net.ipv4.ip_forward=1 ||
  die "packets are not forwarded here" "machines reach nobody until: sysctl -w net.ipv4.ip_forward=1"

# ---- the image ----
sources() { # the host's own, where it is the same Debian: mirrors are near, and reachable
  if grep -q '^VERSION_CODENAME=bookworm' /etc/os-release &&
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -q bookworm; then
    echo host
  else
    echo debian
  fi
}
mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i, $(i + 1) } }'
    awk '/^URIs:/ { uri = $2 } /^Suites:/ { print uri, $2 }' /etc/apt/sources.list.d/*.sources 2>/dev/null; } |
    awk '$2 == "bookworm" { print $1; exit }'
}
build() {
  local root=$state/root.new from log=$state/build.log begun
  begun=$(date +%s)
  from=$(mirror || true)
  from=${from:-http://deb.debian.org/debian}
  rm -rf "$root"
  row image "building Debian 12 from $from (a minute or two)"
  debootstrap --variant=minbase --include="$INSIDE" bookworm "$root" "$from" >"$log" 2>&1 </dev/null &
  local pid=$! last=
  while kill -0 "$pid" 2>/dev/null; do
    if [ -t 2 ]; then
      last=$(tail -n 1 "$log" 2>/dev/null | cut -c 1-50)
      printf '\r  %-13s %-50s %3s s ' '' "$last" "$(($(date +%s) - begun))" >&2
    fi
    sleep 1
  done
  [ ! -t 2 ] || printf '\r%78s\r' '' >&2
  wait "$pid" || { tail -n 5 "$log" >&2 && die "the base system could not be built" "all that was said is in $log"; }
  if [ "$(sources)" = host ]; then
    rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
    # apt stumbles over a blank first line
    if [ -s /etc/apt/sources.list ]; then
      grep -v '^[[:space:]]*\(#.*\)\{0,1\}$' /etc/apt/sources.list >"$root/etc/apt/sources.list" || rm -f "$root/etc/apt/sources.list"
    fi
    cp -L /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list "$root/etc/apt/sources.list.d/" 2>/dev/null || true
    cp -L /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  fi
  local own=/usr/local/share/ca-certificates
  if ls "$own"/*.crt >/dev/null 2>&1; then
    cp -L "$own"/*.crt "$root$own/" && chroot "$root" update-ca-certificates >>"$log" 2>&1
  fi
  # Each host has an identity of its own: keys are made at its first start.
  rm -f "$root"/etc/ssh/ssh_host_* "$root"/var/cache/apt/archives/*.deb "$root"/etc/hostname
  : >"$root/etc/machine-id"
  cat >"$root/etc/systemd/system/ssh-hostkeys.service" <<'UNIT'
[Unit]
Description=SSH host keys
Before=ssh.service
[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -A
[Install]
WantedBy=multi-user.target
UNIT
  chroot "$root" systemctl enable ssh-hostkeys.service ssh.service >>"$log" 2>&1
  printf 'UseDNS no\nPermitRootLogin prohibit-password\n' >"$root/etc/ssh/sshd_config.d/10-sutler.conf"
  row image "packing it"
  tar -C "$root" --numeric-owner --exclude=./dev/\* --exclude=./proc/\* --exclude=./sys/\* -cf - . |
    podman import -q -c 'CMD ["/sbin/init"]' -c 'STOPSIGNAL SIGRTMIN+3' -c "LABEL sutler.recipe=$RECIPE" - "$IMAGE" >>"$log" 2>&1 ||
    { tail -n 5 "$log" >&2 && die "the engine did not take the image" "all that was said is in $log"; }
  rm -rf "$root"
  row image "$IMAGE is built ($(($(date +%s) - begun)) s)"
}
if [ -n "$(image_id)" ]; then row image "$IMAGE is there"; else build; fi

# ---- the engine's API ----
socket=$state/podman.sock
cat >"$state/serve.new" <<SERVE
#!/bin/sh
# Brings Podman's API up, detached; it ends by itself when nobody asked for ten minutes.
export CONTAINERS_CONF='$CONTAINERS_CONF'
mkdir -p '$state'
# where it was called from may be removed while it runs, and then it starts no container
cd /
setsid -f podman system service -t 600 'unix://$socket' </dev/null >'$state/serve.log' 2>&1
SERVE
chmod 755 "$state/serve.new" && mv "$state/serve.new" "$state/serve"
answers() {
  # Without curl, Sutler's own first call brings it up.
  command -v curl >/dev/null || return 0
  [ "$(curl -s -m 5 --unix-socket "$socket" http://engine/_ping 2>/dev/null)" = OK ]
}
if answers; then
  row engine "Podman answers at $socket"
else
  "$state/serve" 9>&-
  for _ in $(seq 50); do
    if answers; then break; fi
    sleep 0.1
  done
  answers || { tail -n 3 "$state/serve.log" >&2 && die "Podman's API does not come up" "see $state/serve.log"; }
  row engine "started Podman's API at $socket"
fi

printf '{"endpoint":"unix://%s","start":["%s"]}\n' "$socket" "$state/serve"
