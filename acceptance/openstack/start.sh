#!/bin/bash
# Starts a real OpenStack control plane on this machine's loopback: Keystone, Placement, Glance,
# Neutron, Nova with its fake hypervisor on two hosts, and Cinder whose volumes hold no bytes, from
# Debian 12's packages (release Zed).
#
#   start.sh [--install] [--state DIR]
#   start.sh --keystone-only [--install] [--state DIR] [--port PORT]
#
# --install         may install missing packages with apt (as root; minutes the first time)
# --state DIR       where its databases, images and logs lie; kept for the next start
#                   (default /var/cache/sutler/openstack, with --keystone-only .../keystone)
# --keystone-only   just Keystone, on SQLite: ready in a few seconds
# --port PORT       Keystone's (default 15000, with --keystone-only 15100)
#
# It prints one line of JSON: where Keystone is, and who may sign in. The rest goes to standard
# error. One that runs already is told of again. stop.sh ends it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

row() { printf '  %-13s %s\n' "$1" "$2" >&2; }
die() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

install='' only='' state='' port=''
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" && exit 0 ;;
    --install) install=1 ;;
    --keystone-only) only=1 ;;
    --state) state=${2:?--state needs a directory} && shift ;;
    --port) port=${2:?--port needs a number} && shift ;;
    *) die "start.sh does not know '$1': see start.sh --help" ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || die "only root can start it"
if [ -n "$only" ]; then
  state=${state:-/var/cache/sutler/keystone} KEYSTONE=${port:-15100}
else
  state=${state:-/var/cache/sutler/openstack} KEYSTONE=${port:-15000}
fi
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
umask 077
mkdir -p "$state"/{etc,log,run,lock,fernet,credential,images,staging,compute,compute-2,volumes,queue}
cd "$state"
exec 9>"$state/start.lock"
flock 9
[ -s "$state/password" ] || head -c 18 /dev/urandom | base64 | tr '+/' 'xy' >"$state/password"
password=$(cat "$state/password")
. "$here/configure.sh"
. "$here/services.sh"

if [ -e "$state/run/started" ] && answers "$KEYSTONE"; then
  cat "$state/run/started"
  exit 0
fi

# ---- packages ----
packages=(keystone uwsgi-plugin-python3 python3-memcache curl)
[ -n "$only" ] || packages+=(mariadb-server rabbitmq-server memcached placement-api glance-api
  nova-api nova-conductor nova-scheduler neutron-server cinder-common python3-nova python3-pymysql)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  [ -n "$install" ] && command -v apt-get >/dev/null ||
    die "these packages are missing: ${missing[*]}: install them, or say --install"
  row packages "installing ${missing[*]}"
  apt=(apt-get -q -o DPkg::Lock::Timeout=900)
  # what these packages bring up by themselves would take the ports of a cloud that is not ours
  guard=/usr/sbin/policy-rc.d
  guarded=
  [ -e "$guard" ] || { printf '#!/bin/sh\nexit 101\n' >"$guard" && chmod 755 "$guard" && guarded=1; }
  if ! (umask 022 && export DEBIAN_FRONTEND=noninteractive && "${apt[@]}" update &&
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}") >"$state/log/apt" 2>&1 </dev/null; then
    [ -z "$guarded" ] || rm -f "$guard"
    die "apt could not install them: $(tail -n 1 "$state/log/apt")"
  fi
  [ -z "$guarded" ] || rm -f "$guard"
fi

# ---- start ----
begin=$SECONDS
"$here/stop.sh" --state "$state"
trap '[ -e "$state/run/started" ] || "$here/stop.sh" --state "$state"' EXIT
if [ -n "$only" ]; then
  keystone_alone
else
  whole_cloud
fi
/usr/bin/python3 "$here/seed.py" "$state/identity.json" >"$state/run/seeded"
mv "$state/run/seeded" "$state/run/started"
row openstack "ready after $((SECONDS - begin)) s, its logs in $state/log"
cat "$state/run/started"
