// Compiles one journey (postman/journeys/*.yaml) to a Postman collection v2.1. The same journey gives the same bytes.
import { createHash } from 'node:crypto';
import { preparation, tests } from './scripts.mjs';

const KNOWN = ['name', 'description', 'variables', 'steps'];
const KNOWN_STEP = ['name', 'description', 'persona', 'method', 'path', 'query', 'headers', 'body', 'type', 'file', 'form', 'idempotencyKey', 'expect', 'save', 'tries'];
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
      items.push(item(signIn(step.persona), `${file}/sign-in/${step.persona}`));
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

function item(step, seed) {
  const method = step.method ?? 'GET';
  const headers = { Accept: 'application/json', ...step.headers };
  if (step.persona) headers.Authorization ??= `Bearer {{${tokenOf(step.persona)}}}`;
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key');
  if (step.idempotencyKey && step.idempotencyKey !== 'none') headers['Idempotency-Key'] = step.idempotencyKey;
  else if (method === 'POST' && !named && step.idempotencyKey !== 'none' && !step.path.endsWith('/searches')) headers['Idempotency-Key'] = '{{$guid}}';
  return {
    id: id(seed),
    name: step.name,
    event: [event('test', tests(step), `${seed}/test`)],
    request: {
      method,
      description: step.description ?? '',
      header: [...Object.entries(headers), ...contentType(step, method)].map(([key, value]) => ({ key, value: String(value) })),
      ...body(step),
      url: url(step),
    },
    response: [],
  };
}

function contentType(step, method) {
  if (step.body !== undefined) return [['Content-Type', step.type ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json')]];
  return step.file ? [['Content-Type', step.type ?? 'application/octet-stream']] : [];
}

/** A JSON body, a file as it is, or a form with files; files lie in postman/files. */
function body(step) {
  if (step.file) return { body: { mode: 'file', file: { src: step.file } } };
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

function url({ path, query = {} }) {
  const pairs = Object.entries(query).flatMap(([key, value]) => [value].flat().map((one) => ({ key, value: dates(String(one)) })));
  const tail = pairs.length ? `?${pairs.map(({ key, value }) => `${key}=${value}`).join('&')}` : '';
  return { raw: `{{baseUrl}}${path}${tail}`, host: ['{{baseUrl}}'], path: path.slice(1).split('/'), ...(pairs.length && { query: pairs }) };
}

/** "{{date:+30}}" becomes the name of the variable that the collection sets before each request. */
const dates = (text) => text.replace(/\{\{date:([+-]?\d+)\}\}/g, (_, days) => `{{date:${Number(days)}}}`);

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
