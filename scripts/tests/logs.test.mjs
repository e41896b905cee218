// The scan of the program's log finds what names somebody, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenAway } from '../logs/scan.mjs';

test('what names somebody is found', () => {
  for (const [line, what] of [
    ['a call login=2015000000055', 'somebody who is known'],
    ['signed in: lungu andrei', 'somebody who is known'],
    ['hello Oleksandr Zrazok', 'somebody who is known'],
    ['row (2006022048426)', 'an IDNP'],
    ['to=somebody@posta.example.md', 'a mailbox'],
    ['sms to +37369000000', 'a telephone'],
  ]) {
    assert.ok(givenAway(line).includes(what), `${what}: ${line}`);
  }
});

test('what names nobody is let through', () => {
  for (const line of [
    'call{method=GET route=/api/v1/persons/{personId} trace=0196a1c4d0b77a3c8f3d1d0f7b6f3a52 status=200}: took 1731312345678 ns',
    'entity 1018600000127 answers', 'idnp=2015000000054', 'an examiner decided', 'trace=2006022048426a',
  ]) {
    assert.deepEqual(givenAway(line), [], line);
  }
});
