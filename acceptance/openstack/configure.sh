# Sourced: writes the services' settings. All speak to each other over loopback.

db() { echo "mysql+pymysql://root@127.0.0.1:$DB/$1?charset=utf8"; }
pool() { printf 'max_pool_size = 4\nmax_overflow = 20\n'; }

keystone_user() { # NAME
  cat <<END
auth_url = http://127.0.0.1:$KEYSTONE/v3
auth_type = password
project_domain_name = Default
user_domain_name = Default
project_name = service
username = $1
password = $password
region_name = RegionOne
END
}

authtoken() { # NAME
  echo "[keystone_authtoken]"
  echo "www_authenticate_uri = http://127.0.0.1:$KEYSTONE"
  keystone_user "$1"
  echo "memcached_servers = 127.0.0.1:$CACHE"
  echo "service_token_roles_required = false"
  echo "token_cache_time = 5" # a credential that is revoked is refused at once
}

wsgi() { # NAME PORT FILE PROCESSES THREADS
  cat >"$state/etc/$1.ini" <<END
[uwsgi]
plugins = python3
master = true
no-orphans = true
die-on-term = true
lazy-apps = true
enable-threads = true
processes = $4
threads = $5
thunder-lock = true
buffer-size = 65535
rem-header = Content-Length
http-socket = 127.0.0.1:$2
wsgi-file = $3
END
}

configure_keystone() { # DATABASE
  cat >"$state/etc/keystone.conf" <<END
[database]
connection = $1
[token]
provider = fernet
[fernet_tokens]
key_repository = $state/fernet
[credential]
key_repository = $state/credential
[cache]
enabled = true
backend = oslo_cache.dict
[identity]
password_hash_rounds = 4
END
  wsgi keystone "$KEYSTONE" /usr/bin/keystone-wsgi-public 1 8
}

# What seed.py works from.
configure_identity() {
  local services='{}'
  [ -n "$only" ] || services=$(printf '{"placement":["placement","http://127.0.0.1:%s"],"image":["glance","http://127.0.0.1:%s"],"compute":["nova","http://127.0.0.1:%s/v2.1"],"network":["neutron","http://127.0.0.1:%s"],"volumev3":["cinder","http://127.0.0.1:%s/v3/%%(project_id)s"]}' $PLACEMENT $GLANCE $NOVA $NEUTRON $CINDER)
  printf '{"auth_url":"http://127.0.0.1:%s/v3","state":"%s","password":"%s","services":%s}\n' \
    "$KEYSTONE" "$state" "$password" "$services" >"$state/identity.json"
}

configure_cloud() {
  cat >"$state/etc/placement.conf" <<END
[api]
auth_strategy = keystone
$(authtoken placement)
[placement_database]
connection = $(db placement)
END
  cat >"$state/etc/glance.conf" <<END
[DEFAULT]
bind_host = 127.0.0.1
bind_port = $GLANCE
workers = 0
node_staging_uri = file://$state/staging
[database]
connection = $(db glance)
$(authtoken glance)
[paste_deploy]
flavor = keystone
config_file = /etc/glance/glance-api-paste.ini
[glance_store]
stores = file
default_store = file
filesystem_store_datadir = $state/images
[oslo_concurrency]
lock_path = $state/lock
END
  cat >"$state/etc/nova.conf" <<END
[DEFAULT]
my_ip = 127.0.0.1
host = fake1
state_path = $state/compute
compute_driver = fake.FakeDriver
transport_url = rabbit://guest:guest@127.0.0.1:$QUEUE/
enabled_apis = osapi_compute
[api]
auth_strategy = keystone
[api_database]
connection = $(db nova_api)
[database]
connection = $(db nova)
$(pool)
[wsgi]
api_paste_config = /etc/nova/api-paste.ini
[conductor]
workers = 1
[scheduler]
workers = 1
discover_hosts_in_cells_interval = 5
$(authtoken nova)
[service_user]
send_service_user_token = true
$(keystone_user nova)
[placement]
$(keystone_user placement)
[glance]
api_servers = http://127.0.0.1:$GLANCE
[neutron]
$(keystone_user neutron)
endpoint_override = http://127.0.0.1:$NEUTRON
[cinder]
$(keystone_user nova)
os_region_name = RegionOne
[vnc]
enabled = false
[oslo_concurrency]
lock_path = $state/lock
[filter_scheduler]
track_instance_changes = false
[quota]
driver = nova.quota.DbQuotaDriver
END
  cat >"$state/etc/neutron.conf" <<END
[DEFAULT]
bind_host = 127.0.0.1
core_plugin = ml2
service_plugins = router
auth_strategy = keystone
transport_url = rabbit://guest:guest@127.0.0.1:$QUEUE/
api_paste_config = /etc/neutron/api-paste.ini
state_path = $state/neutron
notify_nova_on_port_status_changes = false
notify_nova_on_port_data_changes = false
dhcp_agent_notification = false
[database]
connection = $(db neutron)
$(pool)
$(authtoken neutron)
[oslo_concurrency]
lock_path = $state/lock
[ml2]
type_drivers = flat,vxlan,local
tenant_network_types = vxlan
mechanism_drivers = sutler_noop
extension_drivers = port_security
[ml2_type_flat]
flat_networks = *
[ml2_type_vxlan]
vni_ranges = 1:10000
END
  printf '[DEFAULT]\nhost = fake2\nstate_path = %s\n' "$state/compute-2" >"$state/etc/nova-2.conf"
  cat >"$state/etc/cinder.conf" <<END
[DEFAULT]
my_ip = 127.0.0.1
host = fake1
state_path = $state/volumes
auth_strategy = keystone
transport_url = rabbit://guest:guest@127.0.0.1:$QUEUE/
api_paste_config = /usr/share/cinder-common/api-paste.ini
resource_query_filters_file = /etc/cinder/resource_filters.json
glance_api_servers = http://127.0.0.1:$GLANCE
enabled_backends = rows
[rows]
volume_driver = sutler_rows.Rows
volume_backend_name = rows
[database]
connection = $(db cinder)
$(pool)
$(authtoken cinder)
[nova]
$(keystone_user nova)
[oslo_concurrency]
lock_path = $state/lock
END
  # nova, neutron and cinder lock up with more threads than one: eventlet
  wsgi placement $PLACEMENT /usr/bin/placement-api 1 4
  wsgi nova $NOVA /usr/bin/nova-api-wsgi 2 1
  wsgi neutron $NEUTRON /usr/bin/neutron-api 2 1
  wsgi cinder $CINDER /usr/bin/cinder-wsgi 1 1
}
