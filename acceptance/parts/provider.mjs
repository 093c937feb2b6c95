// An OpenID Connect provider for stories: node provider.mjs MODULE PORT REDIRECT. Its users are named
// by the login page; each is in the groups that stand after a plus: mira+eng+ops.
const [, , module, port, redirect] = process.argv;
const { Provider } = await import(module).then((m) => ({ Provider: m.Provider ?? m.default }));
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'sutler', client_secret: 'its-secret', redirect_uris: [redirect],
    grant_types: ['authorization_code'], response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  // Hydra's paths
  routes: { authorization: '/oauth2/auth', token: '/oauth2/token', userinfo: '/userinfo' },
  pkce: { required: () => false },
  scopes: ['openid', 'groups'],
  claims: { openid: ['sub'], groups: ['groups'] },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id.split('+')[0], groups: id.split('+').slice(1).join(',') }),
  }),
  features: { devInteractions: { enabled: true } },
});
provider.listen(Number(port), '127.0.0.1', () => console.log(`ready ${issuer}`));
