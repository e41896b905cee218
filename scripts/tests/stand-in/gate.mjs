// The gate of the stand-in: finds the operation of a call and holds the call against the contract.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { operations, steps } from '../../../openapi/derive/lib.mjs';

/** An answer that refuses: it becomes a problem. */
export class Refusal extends Error {
  constructor(status, type, violations, headers) {
    super(type);
    Object.assign(this, { status, type, violations, headers });
  }
}

export class Gate {
  constructor(contract, permissionsOf) {
    Object.assign(this, { contract, permissionsOf });
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(contract, 'contract');
    this.validators = new Map();
    this.routes = [...operations(contract)].map((op) => ({ ...op, pattern: new RegExp(`^${op.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }));
  }

  /** Authenticates, authorises and validates, in that order. */
  pass(request, address, raw) {
    const here = this.routes.filter(({ pattern }) => pattern.test(address.pathname));
    if (!here.length) throw new Refusal(404, 'not-found');
    const route = here.find(({ method }) => method.toUpperCase() === request.method);
    if (!route) throw new Refusal(405, 'method-not-allowed', undefined, { Allow: here.map(({ method }) => method.toUpperCase()).join(', ') });
    const { operation } = route;
    const token = this.authenticate(operation, request.headers.authorization);
    const violations = [];
    const call = { method: request.method, token, headers: request.headers, path: {}, query: {} };
    this.parameters(route, address, request, call, violations);
    if (operation.requestBody) call.body = this.body(operation, request, raw, violations);
    if (violations.length) throw new Refusal(400, 'bad-input', violations);
    return { operation, call };
  }

  authenticate(operation, authorization) {
    const open = (operation.security ?? []).some((one) => !Object.keys(one).length);
    if (authorization === undefined && open) return undefined;
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    const permissions = token && this.permissionsOf(token);
    if (!permissions) throw new Refusal(401, 'unauthenticated');
    if (operation['x-permission'] && !permissions.includes(operation['x-permission'])) throw new Refusal(403, 'forbidden');
    return token;
  }

  parameters({ item, operation, pattern }, address, request, call, violations) {
    const named = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => this.resolve(one));
    const ids = pattern.exec(address.pathname).groups ?? {};
    for (const { name, in: place, required, schema } of named) {
      const given = { path: () => decodeURIComponent(ids[name]), query: () => address.searchParams.getAll(name), header: () => request.headers[name.toLowerCase()] }[place]();
      const value = Array.isArray(given) ? given[0] : given;
      if (value === undefined) {
        if (required && name === 'If-Match') throw new Refusal(428, 'if-match-missing');
        if (required) violations.push({ parameter: name, code: 'missing', message: 'is missing' });
        continue;
      }
      const typed = this.resolve(schema).type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value;
      if ((Array.isArray(given) && given.length > 1) || !this.fits(schema, typed)) violations.push({ parameter: name, code: 'invalid', message: 'is not valid' });
      call[place === 'header' ? 'unused' : place] ??= {};
      if (place !== 'header') call[place][name] = typed;
    }
    const known = new Set(named.filter((one) => one.in === 'query').map(({ name }) => name));
    for (const name of address.searchParams.keys()) if (!known.has(name)) violations.push({ parameter: name.replace(/[^ -~]/g, '?').slice(0, 128), code: 'unknown', message: 'is not a parameter of this operation' });
  }

  body(operation, request, raw, violations) {
    const type = (request.headers['content-type'] ?? '').split(';')[0].trim();
    const content = operation.requestBody.content[type];
    if (!content) throw new Refusal(415, 'unsupported-type');
    let value;
    try { value = JSON.parse(raw); } catch { throw new Refusal(400, 'bad-input', [{ pointer: '', code: 'json', message: 'is not JSON' }]); }
    const validate = this.validator(content.schema);
    if (!validate(value)) for (const { instancePath } of validate.errors.slice(0, 100)) violations.push({ pointer: instancePath.slice(0, 512), code: 'invalid', message: 'is not valid' });
    return value;
  }

  fits(schema, value) {
    return this.validator(schema)(value);
  }

  validator(schema) {
    if (!this.validators.has(schema)) {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/'));
      this.validators.set(schema, this.ajv.compile(absolute));
    }
    return this.validators.get(schema);
  }

  resolve(node) {
    return node?.$ref ? steps(node.$ref).reduce((inner, part) => inner?.[part], this.contract) : node;
  }
}
