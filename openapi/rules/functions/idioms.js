// No 3.0 idioms in the 3.1 file: generators stumble over them.
import { everySchema, excepted, finding } from './lib.js';

const IDIOMS = {
  nullable: (node) => 'nullable' in node && 'nullable (write type: [..., "null"])',
  exclusive: (node) => (typeof node.exclusiveMinimum === 'boolean' || typeof node.exclusiveMaximum === 'boolean') && 'a boolean exclusiveMinimum or exclusiveMaximum',
  example: (node) => 'example' in node && 'example in a schema (write examples: [...])',
  file: (node) => (node.format === 'byte' || node.format === 'binary') && `format: ${node.format} (write contentEncoding or contentMediaType)`,
};

export default (doc, options) => {
  const found = [];
  if (options.check === 'version') {
    return /^3\.1\.\d+$/.test(doc.openapi ?? '') ? [] : [finding(`the contract is OpenAPI 3.1, not ${doc.openapi}`, ['openapi'])];
  }
  everySchema(doc, ({ node, at, owner }) => {
    const idiom = IDIOMS[options.check](node);
    if (idiom && !excepted(options, owner, owner.split('.')[0])) found.push(finding(`${owner || 'a schema'} uses ${idiom}`, at));
  });
  return found;
};
