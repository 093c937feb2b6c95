#!/bin/bash
# Ends what start.sh started, and nothing else.
#
#   stop.sh [--state DIR] [--wipe]
#
# --state DIR   as it was given to start.sh (default /var/cache/sutler/openstack)
# --wipe        removes its databases, images and logs too
set -u
state=/var/cache/sutler/openstack wipe=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" && exit 0 ;;
    --state) state=${2:?--state needs a directory} && shift ;;
    --wipe) wipe=1 ;;
    *) printf "error: stop.sh does not know '%s': see stop.sh --help\n" "$1" >&2 && exit 1 ;;
  esac
  shift
done
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"
rm -f "$state/run/started"
for name in nova-compute nova-compute-2 nova-scheduler nova-conductor nova cinder-volume cinder-scheduler cinder neutron glance placement keystone cache queue database; do
  end "$name" &
done
wait
[ -z "$wipe" ] || rm -rf "${state:?}"
exit 0
