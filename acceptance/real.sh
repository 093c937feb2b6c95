#!/bin/bash
# Ring 2: the stories on real hosts. Makes sure of what they need, says what it could not, runs
# them, and ends with one line: what passed, failed and was skipped. Exit 0 when nothing failed.
#
#   acceptance/real.sh [STORY...]      all stories named Real*Story, or those
#
# SUTLER_REAL_NO_INSTALL=1   install nothing, also as root
# SUTLER_JUST_BUILT=1        all is compiled as it is now: nothing is compiled again
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
say() { printf '%s\n' "$*"; }
row() { printf '  %-13s %s\n' "$1" "$2"; }

say "ring 2: real hosts"
skip() {
  row skipped "$1"
  say "ring 2: 0 passed, 0 failed, all skipped: $1"
  exit 0
}
[ "$(uname -s)" = Linux ] || skip "hosts in containers need Linux"
[ "$(id -u)" = 0 ] || skip "only root can make hosts in containers"

# ---- what the stories need ----
install=()
[ -n "${SUTLER_REAL_NO_INSTALL:-}" ] || ! command -v apt-get >/dev/null || install=(--install)
if ! region=$(regions/container/prepare.sh "${install[@]}"); then
  skip "this machine cannot be prepared: see above"
fi
# The stories' own podman is to work as the prepared engine does.
export CONTAINERS_CONF=/var/cache/sutler/conf/containers.conf
endpoint=$(printf '%s' "$region" | sed -n 's/.*"endpoint":"\([^"]*\)".*/\1/p')
if ! command -v ansible-playbook >/dev/null && [ "${#install[@]}" -gt 0 ]; then
  row ansible "installing it with apt"
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends ansible-core >/dev/null 2>&1 </dev/null || true
fi
if command -v ansible-playbook >/dev/null; then
  row ansible "$(ansible-playbook --version | sed -n 1p)"
  # Debian 12's own Mitogen is too old for its Ansible
  if [ "${#install[@]}" -gt 0 ] && ! ls -d /usr/local/lib/python3*/dist-packages/ansible_mitogen >/dev/null 2>&1; then
    python3 -m pip install -q --break-system-packages --root-user-action=ignore mitogen==0.3.54 >/dev/null 2>&1 ||
      row mitogen "cannot be had: its test is skipped"
  fi
else
  row ansible "missing: the stories that play books are skipped"
fi

stories=$(printf '%s,' "${@:-Real*Story}")
openstack='' parts=() started=()
stop_started() {
  for state in "${started[@]}"; do acceptance/openstack/stop.sh --state "$state"; done
}
trap stop_started EXIT
case $stories in
  *\** | *Keystone* | *Oidc* | *Vault* | *Import*)
    mapfile -t parts < <(acceptance/parts/prepare.sh "${install[@]}")
    started+=(/var/cache/sutler/keystone)
    ;;
esac
case $stories in
  *\** | *Spark*)
    mapfile -t -O "${#parts[@]}" parts < <(acceptance/parts/spark.sh)
    ;;
esac
case $stories in
  *\** | *Openstack* | *Cinder*)
    if acceptance/openstack/start.sh "${install[@]}" >/dev/null; then
      openstack=/var/cache/sutler/openstack/run/started
      started+=(/var/cache/sutler/openstack)
    else
      row openstack "missing: its stories are skipped"
    fi
    ;;
esac

case $stories in
  *\** | *Example*)
    # its story types ./sutler, which must not build beside it
    SUTLER_NO_AOT=1 ./sutler --version >/dev/null || row sutler "cannot be built: see above"
    ;;
esac

# ---- the stories ----
reports=acceptance/target/surefire-reports
rm -f "$reports"/TEST-*.Real*Story.xml
failed=0
# Else Maven compiles all again, as modules are directories to it where they were jars before.
built=()
[ -z "${SUTLER_JUST_BUILT:-}" ] || built=(-Dmaven.compiler.useIncrementalCompilation=false)
# Two at a time, as they mostly wait; in this order neither the longest nor those that wait for one
# another come last.
sh ./mvnw -B -q test -pl acceptance -am "-Dtest=${stories%,}" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.forks=2 -Dsurefire.runOrder=alphabetical "${built[@]}" \
  -Dsutler.real=true "-Dsutler.real.region=$region" "-Dsutler.real.endpoint=$endpoint" \
  -Dsutler.real.image=sutler/host:debian-12 "-Dsutler.real.openstack=$openstack" \
  "${parts[@]}" || failed=1

sum() {
  sed -n "s/^<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" "$reports"/TEST-*.Real*Story.xml 2>/dev/null |
    awk '{ s += $1 } END { print s + 0 }'
}
tests=$(sum tests) skipped=$(sum skipped) broken=$(($(sum errors) + $(sum failures)))
if [ "$broken" -gt 0 ] || [ "$tests" = 0 ]; then failed=1; fi
say "ring 2: $((tests - broken - skipped)) passed, $broken failed, $skipped skipped"
exit "$failed"
