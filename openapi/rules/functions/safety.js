// Safe to retry, safe together: Idempotency-Key on what creates or acts, If-Match on what changes an existing record.
import { excepted, finding, operations, parameter } from './lib.js';

const isSearch = (op) => op.path.endsWith('/searches');

const checks = {
  idempotency(doc, op) {
    if (op.method !== 'post' || isSearch(op)) return undefined;
    const key = parameter(doc, op, 'header', 'Idempotency-Key');
    return key?.node.required ? undefined : `${op.id} does not require an Idempotency-Key`;
  },
  ifMatch(doc, op) {
    const changes = ['put', 'patch', 'delete'].includes(op.method) || (op.method === 'post' && op.path.includes('{') && !isSearch(op));
    if (!changes) return undefined;
    return parameter(doc, op, 'header', 'If-Match')?.node.required ? undefined : `${op.id} changes an existing record and does not require If-Match`;
  },
};

export default (doc, options) =>
  [...operations(doc)].flatMap((op) => {
    const fault = excepted(options, op.id) ? undefined : checks[options.check](doc, op);
    return fault ? [finding(fault, op.at)] : [];
  });
