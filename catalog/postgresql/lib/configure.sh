# Configuration, roles and outputs; to be sourced after common.sh.
# shellcheck shell=sh disable=SC2154

# The map of further settings, as "name = 'value'" lines. Its form was checked against the plan's
# schema; what does not look like it all the same is refused here again.
more_settings() {
  tr -d '\n' <"$SUTLER_PARAMS" | sed -n 's/.*"more" *: *{\([^{}]*\)}.*/\1/p' | awk '{
    entry = "^ *\"[A-Za-z_]+\" *: *(\"[A-Za-z0-9 ._+,:/-]+\"|-?[0-9.eE+-]+|true|false) *(,|$)"
    while (match($0, entry)) {
      key = value = substr($0, 1, RLENGTH)
      sub(/^ *"/, "", key); sub(/".*/, "", key)
      sub(/^[^:]*: */, "", value); sub(/ *,?$/, "", value); gsub(/"/, "", value)
      print key " = \047" value "\047"
      $0 = substr($0, RLENGTH + 1)
    }
    if (/[^ ]/) { print "these are no settings of PostgreSQL: " $0 > "/dev/stderr"; exit 1 }
  }'
}

configure() {
  listen=127.0.0.1
  case $PARAM_LISTEN in
    127.0.0.1 | localhost) ;;
    '*' | 0.0.0.0) listen=$PARAM_LISTEN ;;
    *) listen=127.0.0.1,$PARAM_LISTEN ;;
  esac
  more=$(more_settings) || exit 65
  # after a crash: one call for the whole file system instead of one for each file, which takes seconds
  sync=
  [ "$major" -lt 14 ] || sync="recovery_init_sync_method = 'syncfs'"
  cat >"$1.new" <<CONF
# Written by bin/prepare at each start: change the deployment's parameters, not this file.
listen_addresses = '$listen'
port = $PORT_DB
unix_socket_directories = ''
max_connections = $PARAM_MAX_CONNECTIONS
shared_buffers = '$PARAM_SHARED_BUFFERS'
password_encryption = 'scram-sha-256'
$sync
$more
CONF
  cat >"$data/pg_hba.conf" <<HBA
# Written by bin/prepare at each start. The superuser is Sutler's alone, from this machine alone.
host  all          postgres  127.0.0.1/32  scram-sha-256
host  replication  postgres  127.0.0.1/32  scram-sha-256
host  all          postgres  all           reject
host  all          all       all           scram-sha-256
HBA
  [ "$as" = "" ] || chown "$owner" "$1.new" "$data/pg_hba.conf"
  mv "$1.new" "$1"
}

# check_configuration FILE: PostgreSQL's own parser says what is wrong, before anything is restarted.
check_configuration() {
  trial=$SUTLER_WORKSPACE/trial.conf
  printf "data_directory = '%s'\nhba_file = '%s'\nident_file = '%s'\ninclude '%s'\n" \
    "$data" "$data/pg_hba.conf" "$data/pg_ident.conf" "$1" >"$trial"
  complaint=$("$bin/postgres" -C port -c "config_file=$trial" 2>&1 >/dev/null) && rm -f "$trial" && return 0
  rm -f "$trial"
  refuse "PostgreSQL does not take these settings: $(printf '%s' "$complaint" | sed -e 's/^.*\(LOG\|FATAL\|HINT\): *//' -e "s| in file .*| |" -e '/contains errors/d' | tr '\n' ' ')"
}

single_user() {
  $as "$bin/postgres" --single -j -D "$data" -c exit_on_error=on -c log_min_messages=fatal \
    -c log_min_error_statement=panic -c log_checkpoints=off postgres 2>&1
}

# Role, database and passwords as declared. Single-user mode needs no password, so adopted and
# restored data, whose passwords are another deployment's, come right too.
reconcile_roles() {
  wish=$(say "$major $PARAM_USER $PARAM_DATABASE $PARAM_PASSWORD $PARAM_SUPERUSER_PASSWORD" | digest)
  was=
  [ ! -r "$data/sutler.roles" ] || read -r was <"$data/sutler.roles" || was=
  [ "$wish" != "$was" ] || return 0
  make="CREATE DATABASE $(name "$PARAM_DATABASE") OWNER $(name "$PARAM_USER");"
  if [ -z "$fresh" ] && say "SELECT 'is-' || 'there' FROM pg_database WHERE datname = $(literal "$PARAM_DATABASE");

" | single_user | grep is-there >/dev/null; then
    make="ALTER DATABASE $(name "$PARAM_DATABASE") OWNER TO $(name "$PARAM_USER");"
  fi
  # Before 16, who may create roles could also enter the roles that run programs and read files on
  # this machine; a superuser's mark on those keeps everybody else out.
  guard=
  [ "$major" -ge 16 ] || guard="UPDATE pg_authid SET rolsuper = true WHERE rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files');"
  # shellcheck disable=SC2016
  answer=$(single_user <<SQL
DO \$\$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $(literal "$PARAM_USER")) THEN CREATE ROLE $(name "$PARAM_USER"); END IF; END \$\$;

ALTER ROLE $(name "$PARAM_USER") LOGIN CREATEDB CREATEROLE NOSUPERUSER PASSWORD $(literal "$PARAM_PASSWORD");

ALTER ROLE postgres PASSWORD $(literal "$PARAM_SUPERUSER_PASSWORD");

$guard

$make

SQL
  ) || fail "PostgreSQL could not set up role and database: $answer"
  say "$wish" >"$data/sutler.roles"
  [ -n "$fresh" ] || say "role $PARAM_USER and database $PARAM_DATABASE are as declared"
}

write_outputs() {
  case $PARAM_LISTEN in
    '*' | 0.0.0.0 | ::) host=$(uname -n) ;;
    localhost) host=127.0.0.1 ;;
    *) host=$PARAM_LISTEN ;;
  esac
  authority=$host
  case $host in *:*) authority="[$host]" ;; esac
  cat >"$SUTLER_OUTPUTS" <<JSON
{"url": "postgresql://$PARAM_USER:$PARAM_PASSWORD@$authority:$PORT_DB/$PARAM_DATABASE",
 "host": "$host", "port": $PORT_DB, "database": "$PARAM_DATABASE", "user": "$PARAM_USER"}
JSON
}
