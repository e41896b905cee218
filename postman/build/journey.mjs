// Compiles one journey (postman/journeys/*.yaml) to a Postman collection v2.1. The same journey gives the same bytes.
import { createHash } from 'node:crypto';
import { assertion } from './assertion.mjs';
import { preparation, tests } from './scripts.mjs';

const KNOWN = ['name', 'description', 'variables', 'people', 'steps'];
const KNOWN_STEP = ['name', 'description', 'persona', 'method', 'at', 'path', 'query', 'headers', 'body', 'type', 'file', 'fields', 'form', 'idempotencyKey', 'assertion', 'expect', 'save', 'tries', 'traced'];
const KNOWN_EXPECT = ['status', 'problem', 'violations', 'headers', 'json', 'text'];

/** The collection of a journey; `file` is the name of the journey's file without its ending. */
export function compile(journey, file) {
  refuseUnknown(journey, KNOWN, file);
  const names = new Set();
  const signedIn = new Set();
  const items = [];
  for (const step of journey.steps ?? []) {
    const where = `${file}: ${step.name}`;
    refuseUnknown(step, KNOWN_STEP, where);
    refuseUnknown(step.expect ?? {}, KNOWN_EXPECT, `${where}: expect`);
    if (!step.name || names.has(step.name)) throw new Error(`${where}: every step needs a name of its own`);
    if (!step.path?.startsWith('/')) throw new Error(`${where}: a path begins with /`);
    if (!step.expect?.status) throw new Error(`${where}: a step says which status it expects`);
    names.add(step.name);
    if (step.persona && !signedIn.has(step.persona)) {
      signedIn.add(step.persona);
      const idnp = journey.people?.[step.persona];
      for (const one of idnp ? atMPass(step.persona, idnp) : [signIn(step.persona)]) items.push(item(one, `${file}/sign-in/${one.name}`));
    }
    items.push(item(step, `${file}/${step.name}`));
  }
  if (!items.length) throw new Error(`${file}: a journey has steps`);
  const variables = { ...journey.variables, ...Object.fromEntries([...signedIn].map((persona) => [tokenOf(persona), ''])) };
  return {
    info: {
      _postman_id: id(file),
      name: journey.name,
      description: journey.description ?? '',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    variable: Object.entries(variables).map(([key, value]) => ({ key, value: String(value) })),
    event: [event('prerequest', preparation(JSON.stringify(journey)), `${file}/prerequest`)],
    item: items,
  };
}

const tokenOf = (persona) => `token-${persona}`;

/** The step that signs a persona in, put before its first call. */
const signIn = (persona) => ({
  name: `Sign in as ${persona}`,
  method: 'POST',
  path: '/sandbox/sessions',
  body: { persona },
  idempotencyKey: 'none',
  expect: { status: [200, 201], json: { '$.accessToken': { type: 'string' } } },
  save: { [tokenOf(persona)]: '$.accessToken' },
});

/** Addresses and the verifier of a frontend of the demo world; the challenge is the verifier's SHA-256. */
const FRONTEND = { clientCode: 'efiling', redirectUri: 'http://localhost:3000/signed-in' };
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** The steps by which somebody whom MPass's stand-in knows by their IDNP signs in, as a browser and a frontend would. */
const atMPass = (person, persona) => [
  {
    name: `Sign in as ${person}: the frontend begins`,
    method: 'POST',
    path: '/api/v1/sign-ins',
    body: { ...FRONTEND, state: 'a-state-of-the-frontend', codeChallenge: CHALLENGE },
    idempotencyKey: 'none',
    expect: { status: 201 },
    save: { samlRequest: '$.signInUrl ? SAMLRequest', relayState: '$.signInUrl ? RelayState' },
  },
  {
    name: `Sign in as ${person}: at MPass`,
    method: 'POST',
    at: 'sandbox',
    path: '/sandbox/mpass/sign-ins',
    body: { samlRequest: '{{samlRequest}}', relayState: '{{relayState}}', persona },
    expect: { status: 200 },
    save: { samlResponse: '$.samlResponse' },
  },
  {
    name: `Sign in as ${person}: back from MPass`,
    method: 'POST',
    path: '/partners/mpass/acs',
    fields: { SAMLResponse: '{{samlResponse}}', RelayState: '{{relayState}}' },
    idempotencyKey: 'none',
    expect: { status: 303 },
    save: { signInCode: 'header Location ? code' },
  },
  {
    name: `Sign in as ${person}: the session`,
    method: 'POST',
    path: '/api/v1/sessions',
    body: { clientCode: FRONTEND.clientCode, code: '{{signInCode}}', codeVerifier: VERIFIER },
    idempotencyKey: 'none',
    expect: { status: 201 },
    save: { [tokenOf(person)]: '$.accessToken' },
  },
];

function item(step, seed) {
  const method = step.method ?? 'GET';
  const headers = { Accept: 'application/json', ...step.headers };
  if (step.persona) headers.Authorization ??= `Bearer {{${tokenOf(step.persona)}}}`;
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key');
  if (step.idempotencyKey && step.idempotencyKey !== 'none') headers['Idempotency-Key'] = step.idempotencyKey;
  else if (method === 'POST' && !named && step.idempotencyKey !== 'none' && step.path.startsWith('/api/') && !step.path.endsWith('/searches')) headers['Idempotency-Key'] = '{{$guid}}';
  return {
    id: id(seed),
    name: step.name,
    event: [
      ...(step.assertion ? [event('prerequest', assertion(step.assertion), `${seed}/prerequest`)] : []),
      event('test', tests(step), `${seed}/test`),
    ],
    request: {
      method,
      description: step.description ?? '',
      header: [...Object.entries(headers), ...contentType(step, method)].map(([key, value]) => ({ key, value: String(value) })),
      ...body(step),
      url: url(step),
    },
    response: [],
    // A redirection is looked at, not followed.
    ...([step.expect.status].flat().some((status) => status >= 300 && status < 400) && { protocolProfileBehavior: { followRedirects: false } }),
  };
}

function contentType(step, method) {
  if (step.body !== undefined) return [['Content-Type', step.type ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json')]];
  return step.file ? [['Content-Type', step.type ?? 'application/octet-stream']] : [];
}

/** A JSON body, a file as it is, a form of a page, or a form with files; files lie in postman/files. */
function body(step) {
  if (step.file) return { body: { mode: 'file', file: { src: step.file } } };
  if (step.fields) {
    const fields = Object.entries(step.fields).map(([key, value]) => ({ key, value: String(value) }));
    return { body: { mode: 'urlencoded', urlencoded: fields } };
  }
  if (step.form) {
    const formdata = Object.entries(step.form).map(([key, value]) =>
      value?.file ? { key, type: 'file', src: value.file, ...(value.type && { contentType: value.type }) } : { key, type: 'text', value: String(value) });
    return { body: { mode: 'formdata', formdata } };
  }
  if (step.body === undefined) return {};
  const raw = typeof step.body === 'string' ? step.body : JSON.stringify(step.body, null, 2);
  // "{{n:count}}" is a variable that stands for a number, true, false or null: its quotes go.
  return { body: { mode: 'raw', raw: dates(raw.replace(/"\{\{n:([^}]+)\}\}"/g, '{{$1}}')), options: { raw: { language: 'json' } } } };
}

function url({ at, path, query = {} }) {
  const base = at === undefined ? '{{baseUrl}}' : `{{${at}Url}}`;
  const pairs = Object.entries(query).flatMap(([key, value]) => [value].flat().map((one) => ({ key, value: dates(String(one)) })));
  const tail = pairs.length ? `?${pairs.map(({ key, value }) => `${key}=${value}`).join('&')}` : '';
  return { raw: `${base}${path}${tail}`, host: [base], path: path.slice(1).split('/'), ...(pairs.length && { query: pairs }) };
}

/** "{{date:+30}}" becomes the name of the variable that the collection sets before each request; "{{quarter:-1}}" as well. */
const dates = (text) => text.replace(/\{\{(date|quarter):([+-]?\d+)\}\}/g, (_, word, n) => `{{${word}:${Number(n)}}}`);

const event = (listen, exec, seed) => ({ listen, script: { id: id(seed), type: 'text/javascript', exec } });

/** A UUID that depends on its seed only. */
export function id(seed) {
  const hex = createHash('sha256').update(`migratie/${seed}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function refuseUnknown(object, known, where) {
  const odd = Object.keys(object).find((key) => !known.includes(key));
  if (odd) throw new Error(`${where}: unknown word "${odd}"`);
}
