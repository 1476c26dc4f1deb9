// An OpenID Connect provider on the loopback address, for the tests of single sign-on. Its words come as JSON.
import Provider from 'oidc-provider'

const { port, secret, back, people } = JSON.parse(process.argv[2])
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'jingwei', client_secret: secret, redirect_uris: [back] }],
  claims: { openid: ['sub'], profile: ['post', 'rank', 'duty', 'department'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
})
provider.listen(port, '127.0.0.1', () => console.log('listening'))
