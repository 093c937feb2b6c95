# Sourced: begins and ends services. Each leads a session of its own, so that it goes with its
# children; the kernel's start time beside its id tells it from a later process of the same number.

PLACEMENT=18778 NOVA=18774 CINDER=18776 GLANCE=19292 NEUTRON=19696 DB=13307 QUEUE=15673 CACHE=11212

born() { awk '{print $22}' "/proc/$1/stat" 2>/dev/null; }

# begin NAME COMMAND...
begin() {
  local name=$1 pid
  shift
  (cd "$state" && exec setsid "$@") >"$state/log/$name" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(born "$pid")" >"$state/run/$name.pid"
}

# end NAME
end() {
  local file="$state/run/$1.pid" pid when
  [ -e "$file" ] || return 0
  read -r pid when <"$file"
  rm -f "$file"
  [ -n "$pid" ] && [ "$(born "$pid")" = "$when" ] || return 0
  kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
  for _ in $(seq 100); do
    kill -0 -- "-$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$pid" 2>/dev/null
}

answers() { curl -s -o /dev/null -m 5 "http://127.0.0.1:$1/"; }

await() { # PORT NAME
  for _ in $(seq 1200); do
    answers "$1" && return 0
    sleep 0.1
  done
  die "$2 does not answer: see $state/log/$2"
}

await_port() { # PORT NAME
  for _ in $(seq 1200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.1
  done
  die "$2 does not answer: see $state/log/$2"
}

uwsgi() { # NAME
  begin "$1" env "${@:2}" uwsgi_python3 --ini "$state/etc/$1.ini"
}

keystone_init() {
  local manage=(keystone-manage --config-file "$state/etc/keystone.conf")
  local at="http://127.0.0.1:$KEYSTONE/v3"
  {
    "${manage[@]}" db_sync
    "${manage[@]}" fernet_setup --keystone-user root --keystone-group root
    "${manage[@]}" credential_setup --keystone-user root --keystone-group root
    OS_BOOTSTRAP_PASSWORD="$password" "${manage[@]}" bootstrap --bootstrap-region-id RegionOne \
      --bootstrap-admin-url "$at" --bootstrap-internal-url "$at" --bootstrap-public-url "$at"
  } >"$state/log/keystone-init" 2>&1
}

keystone_begin() {
  uwsgi keystone OS_KEYSTONE_CONFIG_FILES="$state/etc/keystone.conf"
}

keystone_alone() {
  configure_keystone "sqlite:///$state/keystone.db"
  configure_identity
  if [ ! -e "$state/initialised" ]; then
    rm -f "$state/keystone.db"
    keystone_init
    touch "$state/initialised"
  fi
  keystone_begin
  await "$KEYSTONE" keystone
}

databases() {
  local sql="$state/run/db.sock" name
  for name in keystone placement glance nova_api nova nova_cell0 neutron cinder; do
    echo "DROP DATABASE IF EXISTS $name; CREATE DATABASE $name CHARACTER SET utf8;"
  done | mariadb --no-defaults -S "$sql" -u root
}

# The other services' tables, beside each other.
tables() {
  local nova=(nova-manage --config-file "$state/etc/nova.conf") failed=0
  { "${nova[@]}" api_db sync && "${nova[@]}" cell_v2 map_cell0 --database_connection "$(db nova_cell0)" &&
    "${nova[@]}" cell_v2 create_cell --name cell1 && "${nova[@]}" db sync; } >"$state/log/nova-init" 2>&1 &
  local first=$!
  { placement-manage --config-file "$state/etc/placement.conf" db sync &&
    glance-manage --config-file "$state/etc/glance.conf" db_sync &&
    PYTHONPATH=$here/py neutron-db-manage --config-file "$state/etc/neutron.conf" upgrade heads &&
    cinder-manage --config-file "$state/etc/cinder.conf" db sync; } >"$state/log/other-init" 2>&1 || failed=1
  wait "$first" || failed=1
  [ "$failed" = 0 ] || die "the databases could not be made: see $state/log"
}

# What a state of an earlier make lacks is made anew with all the rest.
MAKE=2

whole_cloud() {
  local fresh=
  [ "$(cat "$state/initialised" 2>/dev/null)" = $MAKE ] || fresh=1
  configure_keystone "$(db keystone)"
  configure_cloud
  configure_identity
  if [ -n "$fresh" ]; then
    rm -rf "$state/db" "$state"/{images,compute,queue}/*
    mariadb-install-db --no-defaults --user=root --datadir="$state/db" \
      --auth-root-authentication-method=normal --skip-test-db >"$state/log/database-init" 2>&1
  fi
  begin database mariadbd --no-defaults --user=root --datadir="$state/db" --socket="$state/run/db.sock" \
    --bind-address=127.0.0.1 --port=$DB --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
    --skip-name-resolve --max-connections=400 --innodb-buffer-pool-size=128M --performance-schema=off \
    --pid-file="$state/run/mysqld.pid"
  begin cache memcached -u root -l 127.0.0.1 -p $CACHE -U 0 -m 32
  # the node keeps to itself: no port mapper, its distribution port is fixed
  begin queue env HOME="$state/queue" RABBITMQ_NODENAME=sutler@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
    RABBITMQ_NODE_PORT=$QUEUE RABBITMQ_DIST_PORT=25673 ERL_EPMD_PORT=14369 ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none" \
    RABBITMQ_MNESIA_BASE="$state/queue/mnesia" RABBITMQ_LOG_BASE="$state/queue/log" \
    RABBITMQ_CONFIG_FILE="$state/etc/rabbitmq" RABBITMQ_ENABLED_PLUGINS_FILE="$state/etc/rabbit_plugins" \
    RABBITMQ_PID_FILE="$state/run/rabbit-beam" /usr/lib/rabbitmq/bin/rabbitmq-server
  await_port $DB database
  if [ -n "$fresh" ]; then
    databases
    keystone_init
    tables
    echo $MAKE >"$state/initialised"
  fi
  keystone_begin
  await "$KEYSTONE" keystone
  # the others sign in when they start
  /usr/bin/python3 "$here/seed.py" "$state/identity.json" accounts
  uwsgi placement OS_PLACEMENT_CONFIG_DIR="$state/etc"
  begin glance glance-api --config-file "$state/etc/glance.conf"
  await_port $QUEUE queue
  begin neutron env PYTHONPATH="$here/py" uwsgi_python3 --ini "$state/etc/neutron.ini" --pyargv "--config-file $state/etc/neutron.conf"
  begin nova-conductor nova-conductor --config-file "$state/etc/nova.conf"
  begin nova-scheduler nova-scheduler --config-file "$state/etc/nova.conf"
  nova_begin
  begin cinder uwsgi_python3 --ini "$state/etc/cinder.ini" --pyargv "--config-file $state/etc/cinder.conf"
  program cinder-scheduler cinder.cmd.scheduler --config-file "$state/etc/cinder.conf"
  program cinder-volume cinder.cmd.volume --config-file "$state/etc/cinder.conf"
  await $PLACEMENT placement
  program nova-compute nova.cmd.compute --config-file "$state/etc/nova.conf"
  program nova-compute-2 nova.cmd.compute --config-file "$state/etc/nova.conf" --config-file "$state/etc/nova-2.conf"
  await $GLANCE glance
  await $NEUTRON neutron
  await $CINDER cinder
  await $NOVA nova
}

# program NAME MODULE ARGUMENT...     one whose package would bring a hypervisor or a disk manager
program() {
  local main='import importlib, sys; module = sys.argv.pop(1); sys.argv[0] = "'$1'"; importlib.import_module(module).main()'
  begin "$1" env PYTHONPATH="$here/py" /usr/bin/python3 -c "$main" "${@:2}"
}

nova_begin() {
  mkdir -p "$state/etc/nova"
  cp "$state/etc/nova.conf" /etc/nova/api-paste.ini "$state/etc/nova/"
  uwsgi nova OS_NOVA_CONFIG_DIR="$state/etc/nova"
}
