/** Journeys against a running server, through the client alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, each, isProblem } from '../src/index.js';
import { asPersona, asVisitor } from './harness.js';

test('a visitor walks through the catalogue, page after page', async () => {
  const api = asVisitor();
  const seen = new Set<string>();
  for await (const service of each('services', (cursor) => answer(api.GET('/api/v1/services', { params: { query: { ...cursor, limit: 2 } } })))) {
    assert.ok(!seen.has(service.code), 'no service comes twice');
    seen.add(service.code);
  }
  assert.ok(seen.size > 0);
});

test('a visitor is told to sign in, an applicant is let in', async () => {
  await assert.rejects(asVisitor().GET('/api/v1/requests'), (error) => isProblem(error) && error.status === 401);
  const { data } = await answer(asPersona('applicant').GET('/api/v1/requests'));
  assert.ok(Array.isArray(data.requests));
});
