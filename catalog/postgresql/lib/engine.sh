# Finds PostgreSQL's programs and a way to run them; to be sourced by bin/prepare.
# shellcheck shell=sh disable=SC2012,SC2034,SC2154
release=18.6.0

# Lines "version directory" of every installation of the system.
installations() {
  on_path=$(command -v postgres || true)
  for bin in "${on_path%/postgres}" /usr/pgsql-*/bin /usr/local/pgsql/bin /usr/libexec/postgresql* \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /usr/lib/postgresql/*/bin; do
    if [ ! -x "$bin/postgres" ] || [ ! -x "$bin/initdb" ]; then continue; fi
    version=$("$bin/postgres" -V 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9][0-9.]*\).*/\1/p')
    [ -z "$version" ] || say "$version $bin"
  done | sort -s -t. -k1,1n -k2,2n
}

# The pinned binaries for this machine: "artifact sha256".
pinned() {
  libc=gnu
  for loader in /lib/ld-musl-*; do [ ! -e "$loader" ] || libc=musl; done
  case "$(uname -s)-$(uname -m)-$libc" in
    Linux-x86_64-gnu) say linux-amd64 008ee189eaa7ca2b58bd01dd950291e638b998392cf982297acd4779ec898ac1 ;;
    Linux-aarch64-gnu) say linux-arm64v8 5f54e016723afa6213925a8acb939bac52944b1d348f65c7a20f0cd2928c31be ;;
    Linux-x86_64-musl) say linux-amd64-alpine 1568b3805c3a3b99b5f4f0d7f6cf16e2a39075462ed47a614bfbabd92508350d ;;
    *) refuse "no PostgreSQL is installed here, and none is published for $(uname -s) $(uname -m) $libc: install PostgreSQL 13 or newer, then retry" ;;
  esac
}

# fetch REPOSITORY-PATH SHA256 FILE: from the local Maven repository, else from a remote one.
fetch() {
  [ ! -r "$3" ] || return 0
  part=$3.$$
  home_copy=${HOME:-/}/.m2/repository/$1
  url=${SUTLER_MAVEN:-https://repo.maven.apache.org/maven2}/$1
  if [ -r "$home_copy" ] && [ "$(digest <"$home_copy")" = "$2" ]; then
    cp "$home_copy" "$part"
  else
    say "fetching $url"
    if command -v curl >/dev/null; then
      curl -fsSL --connect-timeout 15 --retry 2 -o "$part" "$url"
    elif command -v wget >/dev/null; then
      wget -q -T 30 -O "$part" "$url"
    else
      "$SUTLER_JAVA" "$SUTLER_BUNDLE/src/Fetch.java" "$url" "$part"
    fi || { rm -f "$part"; fail "cannot fetch $url: check the network, set SUTLER_MAVEN to a mirror, or install PostgreSQL, then retry"; }
  fi
  [ "$(digest <"$part")" = "$2" ] || { rm -f "$part"; fail "$url is not the file that is pinned (SHA-256 $2): it was damaged or exchanged on its way, and is not used"; }
  mv "$part" "$3"
}

unxz() {
  if command -v xz >/dev/null; then
    xz -dc
  else
    fetch org/tukaani/xz/1.12/xz-1.12.jar 3e158a87bd73d8afb4b6e8239c013b7d049c48563f45860ce99cd2e448cf4a6b "$SUTLER_CACHE/xz-1.12.jar" >&2
    "$SUTLER_JAVA" -cp "$SUTLER_CACHE/xz-1.12.jar" "$SUTLER_BUNDLE/src/Unxz.java"
  fi
}

unzip_only_txz() {
  if command -v unzip >/dev/null; then unzip -p "$1" '*.txz'; else "$SUTLER_JAVA" "$SUTLER_BUNDLE/src/Unzip.java" "$1"; fi
}

# Makes $SUTLER_CACHE/postgresql-RELEASE-ARTIFACT, once, in one rename.
embedded() {
  pin=$(pinned)
  artifact=${pin% *}
  home=$SUTLER_CACHE/postgresql-$release-$artifact
  bin=$home/bin
  [ ! -x "$bin/postgres" ] || return 0
  mkdir -p "$SUTLER_CACHE"
  jar=$SUTLER_CACHE/embedded-postgres-binaries-$artifact-$release.jar
  fetch "io/zonky/test/postgres/embedded-postgres-binaries-$artifact/$release/embedded-postgres-binaries-$artifact-$release.jar" "${pin#* }" "$jar"
  say "unpacking PostgreSQL $release"
  rm -rf "$home.$$"
  mkdir "$home.$$"
  unzip_only_txz "$jar" | unxz | tar -xf - -C "$home.$$" || { rm -rf "$home.$$"; fail "cannot unpack $jar: is the disk full, or tar missing?"; }
  chmod -R a+rX "$home.$$"
  mv -T "$home.$$" "$home" 2>/dev/null || rm -rf "$home.$$"
  rm -f "$jar"
}

# Sets $bin and $major. Data is only ever opened by the major version that wrote it.
choose_programs() {
  wanted=
  [ ! -r "$data/PG_VERSION" ] || read -r wanted <"$data/PG_VERSION"
  found=
  if [ "$PARAM_SOURCE" != embedded ]; then
    found=$(installations | { if [ -n "$wanted" ]; then grep "^${wanted}[. ]" || true; else cat; fi; } | tail -n 1)
  fi
  if [ -n "$found" ]; then
    bin=${found#* }
    major=${found%%[. ]*}
  elif [ "$PARAM_SOURCE" = system ]; then
    refuse "no PostgreSQL ${wanted:-server} is installed on this machine: install it, or set source: auto to use published binaries"
  elif [ -n "$wanted" ] && [ "$wanted" != "${release%%.*}" ]; then
    refuse "the data here was written by PostgreSQL $wanted, which is not installed on this machine: install PostgreSQL $wanted (another major version cannot read it), or install a new deployment and move the data with pg_dump"
  else
    embedded
    major=${release%%.*}
  fi
}

# Sets $as. PostgreSQL refuses to run as root. In a user namespace of its own it sees itself as the
# overflow user, while files stay ours and need no change; where namespaces are forbidden, it runs
# as an ordinary user, with leave to pass directories above the data that are closed to others.
choose_identity() {
  as=
  [ "$(id -u)" = 0 ] || return 0
  owner=0:0
  if unshare -U id -un >/dev/null 2>&1; then
    as="unshare -U"
  else
    if id postgres >/dev/null 2>&1; then account=postgres; else account=nobody; fi
    owner=$(id -u $account):$(id -g $account)
    as="chroot --userspec=$owner /"
    if command -v setpriv >/dev/null; then
      as="setpriv --reuid=${owner%:*} --regid=${owner#*:} --clear-groups"
    fi
  fi
  for directory in "$data" "$restored"; do
    [ ! -d "$directory" ] || [ "$(ls -nd "$directory" | awk '{ print $3 }')" = "${owner%:*}" ] || chown -R "$owner" "$directory"
  done
  [ "$as" != "unshare -U" ] || return 0
  chown "$owner" "$SUTLER_STORAGE"
  $as test -w "$SUTLER_STORAGE" && $as test -x "$bin/postgres" && return 0
  as="setpriv --securebits=+no_setuid_fixup ${as#setpriv} --inh-caps=+dac_override --ambient-caps=+dac_override"
  $as test -w "$SUTLER_STORAGE" 2>/dev/null && $as test -x "$bin/postgres" && return 0
  refuse "PostgreSQL may not run as root, and user $account cannot reach $SUTLER_STORAGE: move the data directory to a place such as /var/lib/sutler (SUTLER_DATA), or start Sutler as an ordinary user"
}
