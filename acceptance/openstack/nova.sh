#!/bin/bash
# Takes Nova's API away and brings it back: the cloud of start.sh goes on without it.
#
#   nova.sh stop|start [--state DIR]
#
# --state DIR   as it was given to start.sh (default /var/cache/sutler/openstack)
set -u
act=${1:?nova.sh needs stop or start}
[ "${2:-}" = --state ] && state=${3:?--state needs a directory} || state=/var/cache/sutler/openstack
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
die() { printf 'error: %s\n' "$1" >&2 && exit 1; }
umask 077
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"
case $act in
  stop) end nova ;;
  start) nova_begin && await $NOVA nova ;;
  *) sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" && exit 1 ;;
esac
