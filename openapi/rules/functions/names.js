// Names: camelCase properties and query parameters, PascalCase schemas and enumeration values.
import { everySchema, excepted, finding, operations, parameters } from './lib.js';

const CAMEL = /^[a-z][a-zA-Z0-9]*$/;
const PASCAL = /^[A-Z][a-zA-Z0-9]*$/;

const checks = {
  properties(doc, options, found) {
    everySchema(doc, ({ node, at, owner }) => {
      for (const name of Object.keys(node.properties ?? {})) {
        const schema = owner.split('.')[0];
        if (!CAMEL.test(name) && !excepted(options, schema, `${schema}.${name}`)) {
          found.push(finding(`property "${schema}.${name}" is not camelCase`, [...at, 'properties', name]));
        }
      }
    });
  },
  query(doc, options, found) {
    for (const op of operations(doc)) {
      for (const { node, at } of parameters(doc, op)) {
        if (node.in === 'query' && !CAMEL.test(node.name) && !excepted(options, `${op.id}.${node.name}`)) {
          found.push(finding(`query parameter "${node.name}" of ${op.id} is not camelCase`, at));
        }
      }
    }
  },
  schemas(doc, options, found) {
    for (const name of Object.keys(doc.components?.schemas ?? {})) {
      if (!PASCAL.test(name) && !excepted(options, name)) found.push(finding(`schema "${name}" is not PascalCase`, ['components', 'schemas', name]));
    }
  },
  enums(doc, options, found) {
    everySchema(doc, ({ node, at, owner }) => {
      const values = [...(node.enum ?? []), ...(typeof node.const === 'string' ? [node.const] : [])];
      const odd = values.filter((value) => typeof value === 'string' && !PASCAL.test(value));
      if (odd.length && !excepted(options, owner, owner.split('.')[0])) {
        found.push(finding(`values ${odd.map((v) => `"${v}"`).join(', ')} of ${owner || 'an enumeration'} are not PascalCase`, at));
      }
    });
  },
};

export default (doc, options) => {
  const found = [];
  checks[options.check](doc, options, found);
  return found;
};
