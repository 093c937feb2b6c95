# written by Sutler: changes are undone; what may differ is data, in settings.json
import json

with open("/etc/sutler-jupyterhub/settings.json") as file:
    settings = json.load(file)
state = "/var/lib/sutler-jupyterhub"
programs = "/opt/sutler-jupyterhub/bin"

c.JupyterHub.bind_url = f"http://0.0.0.0:{settings['port']}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:18081"
c.JupyterHub.db_url = f"sqlite:///{state}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{state}/cookie_secret"
# users' servers live on when the hub starts anew
c.JupyterHub.cleanup_servers = False
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:18001"
c.ConfigurableHTTPProxy.auth_token = settings["proxy_token"]
c.ConfigurableHTTPProxy.command = [settings["proxy"]]
c.ConfigurableHTTPProxy.pid_file = f"{state}/proxy.pid"

c.JupyterHub.authenticator_class = "pam"
c.Authenticator.admin_users = {"admin"}
c.Authenticator.allowed_users = {"admin", *settings["users"]}
c.LocalAuthenticator.create_system_users = True
c.PAMAuthenticator.open_sessions = False

c.JupyterHub.services = [{"name": "sutler", "api_token": settings["token"]}]
scopes = ["admin:users", "admin:servers", "access:servers", "list:users", "tokens", "read:hub"]
c.JupyterHub.load_roles = [{"name": "sutler", "scopes": scopes, "services": ["sutler"]}]

c.Spawner.cmd = [f"{programs}/jupyterhub-singleuser"]
c.Spawner.environment = {"PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin"}
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
