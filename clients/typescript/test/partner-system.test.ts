/** A partner's system signs for itself (private_key_jwt) and calls. */
import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { test } from 'node:test';
import { answer, isProblem, migratie } from '../src/index.js';
import { asVisitor, fileOf, serverUrl } from './harness.js';

/** An assertion of the demo partner, whose private key is published for development. */
async function assertion(): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'partner-demo', sub: 'partner-demo', aud: new URL('/api/v1/access-tokens', serverUrl()).href, iat: now, exp: now + 60, jti: randomUUID() };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'EdDSA', kid: 'partner-demo-1' })}.${part(claims)}`;
  const key = createPrivateKey(Buffer.from(await fileOf('src/sandbox/partner_demo_key.pem')));
  return `${head}.${sign(null, Buffer.from(head), key).toString('base64url')}`;
}

test("a partner's system signs for itself, once an assertion", async () => {
  const clientAssertion = await assertion();
  const body = { clientId: 'partner-demo', clientAssertion };
  const { data: token } = await answer(asVisitor().POST('/api/v1/access-tokens', { body }));
  const api = migratie({ baseUrl: serverUrl(), tokens: { current: () => token.accessToken } });
  const { data: session } = await answer(api.GET('/api/v1/sessions/current'));
  assert.equal(session.kind, 'System');
  assert.ok(session.roles.some(({ role }) => role === 'PartnerSystem'));
  await assert.rejects(answer(asVisitor().POST('/api/v1/access-tokens', { body })), (error) => isProblem(error, 'credentials-refused'));
});
