#!/usr/bin/env bash
# A database and its owner on a PostgreSQL server that is there already. Sutler calls this with
# DEPLOY_PHASE=install|update|remove|observe. The role carries the deployment's tag as its comment:
# that is how this script tells its own from everybody else's, after any crash and any renaming.
set -euo pipefail
umask 077
# shellcheck source=/dev/null
source "$SUTLER_PARAMS_SH"
# shellcheck source=lib/postgres.sh
source "$SUTLER_BUNDLE/lib/postgres.sh"

[[ $PARAM_CONNECTION_LIMIT =~ ^-?[0-9]{1,6}$ ]] || refuse "connection_limit has to be a number"
[[ $PARAM_DATABASE$PARAM_USER$PARAM_PASSWORD != *[[:cntrl:]]* ]] || refuse "names and passwords have no control characters"
tag="Sutler: $SUTLER_OWNER"

# What is there: the role that carries our tag, its limits, and the database it owns, else nothing.
# A server that does not answer is no proof of absence: that ends the script.
look() {
  local row
  row=$(sql server "SELECT r.rolname, r.rolconnlimit, r.rolcanlogin, d.datname
    FROM pg_roles r LEFT JOIN pg_database d ON d.datdba = r.oid
    WHERE shobj_description(r.oid, 'pg_authid') = $(literal "$tag") ORDER BY d.oid LIMIT 1") || exit 1
  IFS=$'\t' read -r user connections can_login database <<<"$row" || true
}

refuse_if_taken() { # what, its name, query that finds one
  [[ -z $(sql server "$3") ]] ||
    refuse "there is already a $1 named $2 on this server, and it is not this deployment's: choose another name"
}

converge() {
  for text in "$PARAM_DATABASE" "$PARAM_USER"; do
    (($(printf %s "$text" | wc -c) <= 63)) || refuse "PostgreSQL takes names of up to 63 bytes, and this one is longer: $text"
  done
  look
  local wanted=${PARAM_USER} owner other
  owner=$(name "$wanted")

  if [[ $user != "$wanted" ]]; then
    refuse_if_taken role "$wanted" "SELECT 1 FROM pg_roles WHERE rolname = $(literal "$wanted")"
    if [[ -z $user ]]; then
      sql server "BEGIN; CREATE ROLE $owner; COMMENT ON ROLE $owner IS $(literal "$tag"); COMMIT"
      echo "made role $wanted"
    else
      sql server "ALTER ROLE $(name "$user") RENAME TO $owner"
      echo "renamed role $user to $wanted"
    fi
  fi
  sql server "ALTER ROLE $owner LOGIN CONNECTION LIMIT $PARAM_CONNECTION_LIMIT PASSWORD $(literal "$PARAM_PASSWORD")"
  sql server "GRANT $owner TO CURRENT_USER"

  if [[ $database != "$PARAM_DATABASE" ]]; then
    refuse_if_taken database "$PARAM_DATABASE" "SELECT 1 FROM pg_database WHERE datname = $(literal "$PARAM_DATABASE")"
    if [[ -z $database ]]; then
      sql server "CREATE DATABASE $(name "$PARAM_DATABASE") OWNER $owner"
      echo "made database $PARAM_DATABASE"
    else
      other="SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $(literal "$database")"
      sql server "$other" >/dev/null
      sql server "ALTER DATABASE $(name "$database") RENAME TO $(name "$PARAM_DATABASE")"
      echo "renamed database $database to $PARAM_DATABASE"
    fi
  fi
  sql server "REVOKE ALL ON DATABASE $(name "$PARAM_DATABASE") FROM PUBLIC"
  [[ $(sql user "SELECT 42") == 42 ]] || fail "the new user cannot log in"
  cat >"$SUTLER_OUTPUTS" <<JSON
{"url": $(json "$(user_url)"), "database": $(json "$PARAM_DATABASE"), "user": $(json "$PARAM_USER")}
JSON
}

install() { converge; }
update() { converge; }

remove() {
  while look && [[ -n $user ]]; do
    if [[ -n $database ]]; then
      sql server "GRANT $(name "$user") TO CURRENT_USER"
      sql server "DROP DATABASE $(name "$database") WITH (FORCE)"
      echo "dropped database $database"
    else
      sql server "DROP ROLE $(name "$user")"
      echo "dropped role $user"
    fi
  done
}

# 0: as declared. 3: absent. 4: there, but not as declared; the last line says how.
observe() {
  look
  drifted() {
    echo "$1"
    exit 4
  }
  [[ -n $user ]] || exit 3
  [[ $user == "$PARAM_USER" ]] || drifted "the role is named $user instead of $PARAM_USER"
  [[ -n $database ]] || drifted "the database $PARAM_DATABASE is gone, or has another owner"
  [[ $database == "$PARAM_DATABASE" ]] || drifted "the database is named $database instead of $PARAM_DATABASE"
  [[ $can_login == t ]] || drifted "the role $user may no longer log in"
  [[ $connections == "$PARAM_CONNECTION_LIMIT" ]] || drifted "the role may have $connections connections instead of $PARAM_CONNECTION_LIMIT"
  local answer
  answer=$(sql user "SELECT 42" 2>&1) || case $answer in
    *'password authentication failed'*) drifted "the password of role $user was changed" ;;
    *'too many connections'* | *'too many clients'*) ;;
    *) fail "$answer" ;;
  esac
}

case $DEPLOY_PHASE in
  install | update | remove | observe) "$DEPLOY_PHASE" ;;
  *) refuse "this script knows install, update, remove and observe, but not $DEPLOY_PHASE" ;;
esac
