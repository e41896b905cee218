// What comes in: closed bodies, a bound on every string, array, map and number.
import { contents, excepted, finding, operations, parameters, types, walk } from './lib.js';

const FIXED = new Set(['date', 'date-time', 'time', 'uuid', 'ipv4', 'ipv6']); // formats whose length is bounded by themselves

function* inputs(doc) {
  for (const op of operations(doc)) {
    for (const { node, at } of parameters(doc, op)) if (node.schema) yield { schema: node.schema, at: [...at, 'schema'], owner: `${op.id}.${node.name}` };
    for (const { content, at, status } of contents(doc, op)) if (!status && content.schema) yield { schema: content.schema, at: [...at, 'schema'], owner: op.id, body: true };
  }
}

const checks = {
  /** Parts of an allOf may leave closing to the whole (`unevaluatedProperties`). */
  closed({ node }, { inAllOf }) {
    if (!node.properties || inAllOf) return undefined;
    return node.additionalProperties === false || node.unevaluatedProperties === false ? undefined : 'is open: additionalProperties must be false';
  },
  bounds({ node }) {
    const kinds = types(node);
    if (node.enum || node.const !== undefined) return undefined;
    if (kinds.includes('string') && node.maxLength === undefined && !FIXED.has(node.format)) return 'has no maxLength';
    if (kinds.includes('array') && node.maxItems === undefined) return 'has no maxItems';
    const isNumber = kinds.includes('integer') || kinds.includes('number');
    const least = node.minimum ?? node.exclusiveMinimum;
    const most = node.maximum ?? node.exclusiveMaximum;
    if (isNumber && (least === undefined || most === undefined)) return 'has no minimum and maximum';
    const isMap = kinds.includes('object') && !node.properties && !node.allOf && !node.oneOf && !node.anyOf;
    if (isMap && node.maxProperties === undefined) return 'is a map with no maxProperties';
    return undefined;
  },
};

export default (doc, options) => {
  const found = [];
  const seen = new Set();
  for (const { schema, at, owner: from, body } of inputs(doc)) {
    if (options.check === 'closed' && !body) continue;
    const parts = new Set();
    walk(doc, schema, at, (here) => {
      (here.node.allOf ?? []).forEach((part) => parts.add(part));
      const fault = checks[options.check](here, { inAllOf: parts.has(here.node) || here.at.includes('allOf') });
      const owner = here.owner || from;
      if (fault && !excepted(options, owner, owner.split('.')[0])) found.push(finding(`${owner} (asked by ${from}) ${fault}`, here.at));
    }, '', seen);
  }
  return found;
};
