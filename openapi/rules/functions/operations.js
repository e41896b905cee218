// What every operation says of itself: id, tag, texts, audience, requirement rows, permission.
import { excepted, finding, operations } from './lib.js';

const AUDIENCES = ['public', 'efiling', 'intranet', 'partner', 'administration'];
const text = (value, least) => typeof value === 'string' && value.trim().length >= least;
const names = (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

const checks = {
  id: ({ operation, path, method }) =>
    /^[a-z][a-zA-Z0-9]*$/.test(operation.operationId ?? '') ? undefined : `${method.toUpperCase()} ${path} has no lowerCamelCase operationId`,
  unique({ operation }, options, seen) {
    if (seen.has(operation.operationId)) return `operationId ${operation.operationId} is used twice`;
    seen.add(operation.operationId);
  },
  tag: ({ operation, id }) => (operation.tags?.length === 1 ? undefined : `${id} needs exactly one tag`),
  texts: ({ operation, id }) =>
    text(operation.summary, 3) && text(operation.description, 10) ? undefined : `${id} needs a summary and a description`,
  audience({ operation, id }) {
    const named = operation['x-audience'];
    if (!names(named)) return `${id} names no audience in x-audience`;
    const odd = named.find((one) => !AUDIENCES.includes(one));
    return odd && `${id} names "${odd}" in x-audience; the audiences are ${AUDIENCES.join(', ')}`;
  },
  requirements({ operation, id }) {
    const rows = operation['x-requirements'];
    return names(rows) && rows.every((row) => /^[A-Z]-[\w.-]+$/.test(row)) ? undefined : `${id} names no requirement row in x-requirements`;
  },
  /** Signed in, with a permission; or on the public list, with neither. */
  permission({ operation, id }, { public: open = {} }, _seen, doc) {
    const anonymous = (operation.security ?? doc.security ?? []).some((one) => Object.keys(one).length === 0) || operation.security?.length === 0;
    if (Object.hasOwn(open, id)) {
      return anonymous && !operation['x-permission'] ? undefined : `${id} is on the public list, yet asks for a permission or a token`;
    }
    if (!text(operation['x-permission'], 3)) return `${id} names no x-permission and is not on the public list`;
    return anonymous ? `${id} may be called without a token and is not on the public list` : undefined;
  },
};

export default (doc, options) => {
  const seen = new Set();
  const found = [];
  for (const op of operations(doc)) {
    const fault = excepted(options, op.id) ? undefined : checks[options.check](op, options, seen, doc);
    if (fault) found.push(finding(fault, op.at));
  }
  return found;
};
