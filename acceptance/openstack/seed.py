"""Makes what a newcomer of the cloud needs: users, projects, catalogue; and on a whole cloud sizes,
an image and networks. Run again, it only adds what is missing, and waits until machines can be
placed. Prints where Keystone is and who may sign in. Plain HTTP, standard library only.

usage: seed.py IDENTITY.json [accounts]      accounts: only those, and says nothing
"""
import json
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 240
HOSTS = 2


class Cloud:
    def __init__(self, auth_url, user, password, project):
        self.auth_url = auth_url
        domain = {'id': 'default'}
        body, headers = self.call('POST', auth_url + '/auth/tokens', {'auth': {
            'identity': {'methods': ['password'], 'password': {
                'user': {'name': user, 'domain': domain, 'password': password}}},
            'scope': {'project': {'name': project, 'domain': domain}}}})
        self.token = headers['X-Subject-Token']
        self.project = body['token']['project']['id']

    token = None

    def call(self, method, url, body=None, version=None, data=None):
        headers = {'Content-Type': 'application/json'}
        if data is not None:
            headers['Content-Type'] = 'application/octet-stream'
        elif body is not None:
            data = json.dumps(body).encode()
        if self.token:
            headers['X-Auth-Token'] = self.token
        if version:
            headers['OpenStack-API-Version'] = version
        request = urllib.request.Request(url, method=method, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return (json.loads(text) if text else {}), answer.headers

    def one(self, url, kind, name, make, **more):
        """The thing of that name, made when it is not there."""
        plural = kind + 's' if not kind.endswith('y') else kind[:-1] + 'ies'
        for there in self.call('GET', url)[0][plural]:
            if there['name'] == name:
                return there
        return self.call('POST', url, {kind: {'name': name, **make}}, **more)[0][kind]

    def image(self, image, name):
        found = self.call('GET', f'{image}/v2/images?name={name}')[0]['images']
        return found[0] if found else self.call('POST', image + '/v2/images', {
            'name': name, 'disk_format': 'raw', 'container_format': 'bare', 'visibility': 'public'})[0]

    def keystone(self, kind, name, **make):
        return self.one(f'{self.auth_url}/{kind}s', kind, name, make)


def people(admin, password):
    project = admin.keystone('project', 'demo', domain_id='default')
    users = {'sutler': 'member', 'reader': 'reader'}
    for name, role in users.items():
        user = admin.keystone('user', name, domain_id='default', password=password)
        grant(admin, project, user, role)
    return project


def grant(admin, project, user, role):
    role = admin.keystone('role', role)
    admin.call('PUT', f"{admin.auth_url}/projects/{project['id']}/users/{user['id']}/roles/{role['id']}")


def catalogue(admin, services, password):
    project = admin.keystone('project', 'service', domain_id='default')
    known = admin.call('GET', admin.auth_url + '/endpoints')[0]['endpoints']
    for kind, (name, url) in services.items():
        user = admin.keystone('user', name, domain_id='default', password=password)
        for role in ('admin', 'service'):  # Cinder lets only a service detach what a machine has
            grant(admin, project, user, role)
        service = admin.keystone('service', name, type=kind)
        for interface in ('public', 'internal', 'admin'):
            if not any(e['service_id'] == service['id'] and e['interface'] == interface for e in known):
                admin.call('POST', admin.auth_url + '/endpoints', {'endpoint': {
                    'service_id': service['id'], 'interface': interface, 'url': url, 'region_id': 'RegionOne'}})


def goods(admin, compute, image, network, project):
    for name, vcpus, ram in (('tiny', 1, 64), ('small', 1, 1024), ('huge', 1000000, 1024)):
        admin.one(compute + '/flavors', 'flavor', name, {'vcpus': vcpus, 'ram': ram, 'disk': 1})
    there = admin.image(image, 'debian-12')
    if there['status'] == 'queued':
        admin.call('PUT', f"{image}/v2/images/{there['id']}/file", data=b'not a disk: nothing boots here')
    at = network + '/v2.0'
    outside = admin.one(at + '/networks', 'network', 'public', {
        'router:external': True, 'provider:network_type': 'flat', 'provider:physical_network': 'outside'})
    admin.one(at + '/subnets', 'subnet', 'public', {
        'network_id': outside['id'], 'ip_version': 4, 'cidr': '203.0.113.0/24', 'enable_dhcp': False})
    inside = admin.one(at + '/networks', 'network', 'private', {'project_id': project['id']})
    subnet = admin.one(at + '/subnets', 'subnet', 'private', {
        'network_id': inside['id'], 'ip_version': 4, 'cidr': '10.60.0.0/16', 'project_id': project['id']})
    router = admin.one(at + '/routers', 'router', 'private', {
        'project_id': project['id'], 'external_gateway_info': {'network_id': outside['id']}})
    ports = admin.call('GET', f"{at}/ports?device_id={router['id']}")[0]['ports']
    if not any(ip['subnet_id'] == subnet['id'] for p in ports for ip in p['fixed_ips']):
        admin.call('PUT', f"{at}/routers/{router['id']}/add_router_interface", {'subnet_id': subnet['id']})


def await_hosts(admin, compute, placement):
    """The scheduler can place only once Placement holds an inventory and the hosts are in a cell."""
    for _ in range(PATIENCE * 5):
        try:
            hosts, _h = admin.call('GET', compute + '/os-hypervisors/detail', version='compute 2.53')
            if sum(h['state'] == 'up' for h in hosts['hypervisors']) == HOSTS:
                found, _h = admin.call('GET', placement + '/allocation_candidates?resources=VCPU:1', version='placement 1.29')
                if len(found['provider_summaries']) == HOSTS:
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    sys.exit('error: the compute hosts did not come up')


def main():
    with open(sys.argv[1]) as file:
        wanted = json.load(file)
    auth_url, password, services = wanted['auth_url'], wanted['password'], wanted['services']
    admin = Cloud(auth_url, 'admin', password, 'admin')
    project = people(admin, password)
    if services:
        catalogue(admin, services, password)
        if sys.argv[2:] == ['accounts']:
            return
        admin = Cloud(auth_url, 'admin', password, 'admin')
        url = {kind: at for kind, (_, at) in services.items()}
        goods(admin, url['compute'], url['image'], url['network'], project)
        await_hosts(admin, url['compute'], url['placement'])
    print(json.dumps({'auth_url': auth_url, 'state': wanted['state'], 'region': 'RegionOne', 'domain': 'Default', 'password': password,
                      'admin': {'user': 'admin', 'project': 'admin'},
                      'member': {'user': 'sutler', 'project': 'demo'},
                      'reader': {'user': 'reader', 'project': 'demo'},
                      'endpoints': {kind: at for kind, (_, at) in services.items()}}))


main()
