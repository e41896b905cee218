// Answers: examples, problems, statuses, headers, lists.
import { atRecord, body, contents, deref, excepted, finding, hasHeader, isJson, operations, parameter, properties, responses, types } from './lib.js';

const BINARY = /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|gzip)|^multipart\//;
const isError = (status) => /^[45]/.test(status);

const checks = {
  *examples(doc, op) {
    for (const { content, type, at, status } of contents(doc, op)) {
      const shown = content.example !== undefined || Object.keys(content.examples ?? {}).length > 0;
      if (!shown && !BINARY.test(type)) yield finding(`${op.id} has no example for its ${status ?? 'request'} body (${type})`, at);
    }
  },
  *problems(doc, op) {
    for (const [status, response, at] of responses(doc, op)) {
      if (!isError(status)) continue;
      const schema = response.content?.['application/problem+json']?.schema;
      if (!schema) yield finding(`${status} of ${op.id} is not application/problem+json`, at);
      else if (!['type', 'title', 'status', 'detail', 'instance', 'traceId'].every((name) => name in properties(doc, schema))) {
        yield finding(`the ${status} problem of ${op.id} lacks a member of the Problem schema`, at);
      }
    }
  },
  /** The statuses that follow from the shape of the operation. */
  *statuses(doc, op) {
    const open = (op.operation.security ?? doc.security ?? []).some((one) => Object.keys(one).length === 0) || op.operation.security?.length === 0;
    const due = ['400', '429', '500', '503'];
    if (!open) due.push('401', '403');
    if (op.path.includes('{')) due.push('404');
    if (body(doc, op)) due.push('413', '415');
    if (parameter(doc, op, 'header', 'Idempotency-Key')) due.push('409', '422');
    if (parameter(doc, op, 'header', 'If-Match')) due.push('412', '428');
    const missing = due.filter((status) => !(status in (op.operation.responses ?? {}))).sort();
    if (missing.length) yield finding(`${op.id} does not document ${missing.join(', ')}`, [...op.at, 'responses']);
  },
  *retryAfter(doc, op) {
    for (const [status, response, at] of responses(doc, op)) {
      if ((status === '429' || status === '503') && !hasHeader(response, 'Retry-After')) yield finding(`${status} of ${op.id} has no Retry-After`, at);
    }
  },
  *version(doc, op) {
    for (const [status, response, at] of responses(doc, op)) {
      if (!hasHeader(response, 'API-Version')) yield finding(`${status} of ${op.id} has no API-Version`, at);
    }
  },
  *created(doc, op) {
    for (const [status, response, at] of responses(doc, op)) {
      if (status !== '201') continue;
      if (!hasHeader(response, 'Location')) yield finding(`201 of ${op.id} has no Location`, at);
      if (!Object.keys(response.content ?? {}).some(isJson)) yield finding(`201 of ${op.id} does not answer the record`, at);
    }
  },
  *links(doc, op) {
    for (const [status, response, at] of responses(doc, op)) {
      if (status === '201' && !Object.keys(response.links ?? {}).length) yield finding(`201 of ${op.id} links to no other operation`, at);
    }
  },
  *etag(doc, op) {
    if (op.method !== 'get' || !atRecord(op.path)) return;
    for (const [status, response, at] of responses(doc, op)) {
      if (status === '200' && !hasHeader(response, 'ETag')) yield finding(`${op.id} reads one record and has no ETag`, at);
    }
  },
  *notModified(doc, op) {
    if (op.method !== 'get' || !atRecord(op.path)) return;
    if (!parameter(doc, op, 'header', 'If-None-Match') || !('304' in (op.operation.responses ?? {}))) {
      yield finding(`${op.id} reads one record and does not document If-None-Match and 304`, op.at);
    }
  },
  *objects(doc, op) {
    for (const { content, type, at, status } of contents(doc, op)) {
      if (!status?.startsWith('2') || !isJson(type)) continue;
      const { node } = deref(doc, content.schema ?? {});
      const isObject = types(node).includes('object') || node.properties || [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])].length > 0;
      if (!isObject || types(node).includes('array')) yield finding(`${op.id} does not answer a JSON object`, at);
    }
  },
  *deprecation(doc, op) {
    if (!op.operation.deprecated) return;
    for (const [status, response, at] of responses(doc, op)) {
      if (status.startsWith('2') && !(hasHeader(response, 'Deprecation') && hasHeader(response, 'Sunset'))) {
        yield finding(`${op.id} is deprecated and does not answer Deprecation and Sunset`, at);
      }
    }
  },
};

export default (doc, options) => [...operations(doc)].filter((op) => !excepted(options, op.id)).flatMap((op) => [...checks[options.check](doc, op)]);
