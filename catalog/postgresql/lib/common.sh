# What every program of this bundle needs; to be sourced. POSIX sh: a bare machine may have no more.
# shellcheck shell=sh disable=SC1090,SC2034,SC2154
set -eu
umask 077
. "$SUTLER_PARAMS_SH"

data=$SUTLER_STORAGE/data
backups=$SUTLER_STORAGE/backups
restored=$SUTLER_STORAGE/restored
before=$SUTLER_STORAGE/before-restore
engine=$SUTLER_WORKSPACE/engine.sh

say() { printf '%s\n' "$*"; }
# The end of a program that may be tried again, and of one where only a person can help.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
refuse() {
  printf '%s\n' "$*" >&2
  exit 65
}

# plain VALUE CHARACTERS: refuses a value with any other character in it. The plan's schema said so
# already, but a parameter that is bound to another deployment's output never met it.
plain() {
  case $1 in
    '' | *[!$2]*) refuse "PostgreSQL's configuration cannot take the value '$(printf %s "$1" | tr -d '[:cntrl:]' | cut -c 1-60)': use one that the plan's schema allows" ;;
  esac
}
plain "$PARAM_DATABASE" a-z0-9_
plain "$PARAM_USER" a-z0-9_
plain "$PARAM_MAX_CONNECTIONS" 0-9
plain "$PARAM_SHARED_BUFFERS" 0-9kMGB
plain "$PARAM_LISTEN" 'a-zA-Z0-9.:*'

# A text as an SQL literal, and as an SQL name.
literal() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }
name() { printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')"; }

digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# $bin: PostgreSQL's programs; $major: its version; $as: what makes a command run as not-root.
use_engine() {
  [ -r "$engine" ] || fail "this deployment was not prepared: bin/prepare has to run first"
  . "$engine"
}

jdbc_driver() {
  for jar in "$SUTLER_LIB"/postgresql-[0-9]*.jar "$SUTLER_LIB"/postgresql.jar "$SUTLER_LIB/*"; do
    [ ! -r "$jar" ] || break
  done
  printf %s "$jar"
}

# java_client DATABASE USER PASSWORD answers | backup DATA FILE: src/Client.java, which reads what is
# secret from its input. Classes that bin/prepare compiled save half a second each time.
java_client() {
  login=$(printf '%s\n' "$PORT_DB" "$1" "$2" "$3")
  shift 3
  driver=$(jdbc_driver)
  if [ -r "$SUTLER_WORKSPACE/classes/Client.class" ]; then
    set -- -cp "$driver:$SUTLER_WORKSPACE/classes" Client "$@"
  else
    set -- -cp "$driver" "$SUTLER_BUNDLE/src/Client.java" "$@"
  fi
  "$SUTLER_JAVA" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto "$@" <<LOGIN
$login
LOGIN
}
