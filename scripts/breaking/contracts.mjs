// What in a new contract breaks a client of the old one.
import { operations, steps } from '../../openapi/derive/lib.mjs';
import { Comparison } from './schemas.mjs';

/** Every break, as { operation, where, what }; `operation` is the old operationId. */
export function breaks(before, after) {
  const found = [];
  for (const { path, method, item, operation } of operations(before)) {
    const [newPath, newItem] = Object.entries(after.paths ?? {}).find(([other]) => shape(other) === shape(path)) ?? [];
    const now = newItem?.[method];
    const id = operation.operationId ?? `${method} ${path}`;
    const report = (where, what) => found.push({ operation: id, where, what });
    if (!now) { report(`${method.toUpperCase()} ${path}`, 'the operation is gone'); continue; }
    const old = { doc: before, path, item, operation };
    const fresh = { doc: after, path: newPath, item: newItem, operation: now };
    if (now.operationId !== operation.operationId) report('operationId', `is now ${now.operationId}`);
    audiences(operation, now, report);
    security(old, fresh, report);
    parameters(old, fresh, report);
    requestBody(old, fresh, report);
    responses(old, fresh, report);
  }
  return found;
}

/** The names of path parameters are of no account to a caller. */
const shape = (path) => path.replace(/\{[^}]*\}/g, '{}');
const resolve = (doc, node) => (node?.$ref ? steps(node.$ref).reduce((inner, part) => inner?.[part], doc) : node);

function audiences(old, now, report) {
  for (const audience of old['x-audience'] ?? []) if (!(now['x-audience'] ?? []).includes(audience)) report('x-audience', `is no longer in the view ${audience}`);
}

/** Every way to be let in must still be one, with no further scope. */
function security(old, now, report) {
  const ways = ({ doc, operation }) => {
    const list = operation.security ?? doc.security ?? [];
    return list.length ? list : [{}];
  };
  for (const way of ways(old)) {
    const kept = ways(now).some((other) => Object.entries(other).every(([scheme, scopes]) => scheme in way && scopes.every((scope) => way[scheme].includes(scope))));
    if (!kept) report('security', `${Object.keys(way).join(' + ') || 'a call without a token'} is no longer enough`);
  }
}

function parameters(old, now, report) {
  // Header names have no case, and a path parameter is known by its place.
  const key = (parameter, path) => {
    if (parameter.in === 'path') return `path ${[...path.matchAll(/\{([^}]*)\}/g)].findIndex(([, name]) => name === parameter.name)}`;
    return `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
  };
  const all = ({ doc, path, item, operation }) => {
    const list = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => resolve(doc, one));
    return new Map(list.map((parameter) => [key(parameter, path), parameter]));
  };
  const [had, has] = [all(old), all(now)];
  const comparison = new Comparison(old.doc, now.doc, report);
  for (const [name, parameter] of had) {
    const other = has.get(name);
    if (!other) { if (parameter.in !== 'header') report(name, 'the parameter is no longer taken'); continue; }
    if (other.required && !parameter.required) report(name, 'the parameter is now required');
    comparison.compare(parameter.schema ?? {}, other.schema ?? {}, 'request', name);
  }
  for (const [name, parameter] of has) if (parameter.required && !had.has(name)) report(name, 'a required parameter is new');
}

function requestBody(old, now, report) {
  const [had, has] = [resolve(old.doc, old.operation.requestBody), resolve(now.doc, now.operation.requestBody)];
  if (!had) return void (has?.required && report('request', 'a body is now required'));
  if (!has) return void report('request', 'the body is no longer taken');
  if (has.required && !had.required) report('request', 'the body is now required');
  media(had, has, 'request', 'request', old.doc, now.doc, report);
}

function responses(old, now, report) {
  for (const [status, one] of Object.entries(old.operation.responses ?? {})) {
    const other = now.operation.responses?.[status];
    if (!other) { report(`answer ${status}`, 'the status is gone'); continue; }
    const [had, has] = [resolve(old.doc, one), resolve(now.doc, other)];
    media(had, has, 'answer', `answer ${status}`, old.doc, now.doc, report);
    const names = new Set(Object.keys(has.headers ?? {}).map((name) => name.toLowerCase()));
    for (const name of Object.keys(had.headers ?? {})) if (!names.has(name.toLowerCase())) report(`answer ${status}`, `header ${name} is gone`);
  }
  for (const status of Object.keys(now.operation.responses ?? {})) {
    if (/^2/.test(status) && !(status in (old.operation.responses ?? {}))) report(`answer ${status}`, 'a success status is new');
  }
}

function media(had, has, direction, where, before, after, report) {
  const comparison = new Comparison(before, after, report);
  for (const [type, content] of Object.entries(had?.content ?? {})) {
    const other = has?.content?.[type];
    if (!other) report(where, `${type} is gone`);
    else comparison.compare(content.schema ?? {}, other.schema ?? {}, direction, where);
  }
}
