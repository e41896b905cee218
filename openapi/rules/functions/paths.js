// Paths: /api/v1/<plural-hyphenated>, no trailing slash, nesting at most three, nothing personal in them.
import { collections, excepted, finding, operations, parameters } from './lib.js';

const checks = {
  /** `plurals` lists words that are plural, or have none, without ending in s. */
  shape(path, { plurals = {} }) {
    if (!path.startsWith('/api/v1/')) return `${path} does not begin with /api/v1/`;
    for (const word of collections(path)) {
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(word)) return `"${word}" in ${path} is not lower-case-hyphenated`;
      if (!word.endsWith('s') && !Object.hasOwn(plurals, word)) return `"${word}" in ${path} is not a plural`;
    }
  },
  trailing: (path) => (path.endsWith('/') ? `${path} ends in a slash` : undefined),
  nesting: (path) => (collections(path).length > 3 ? `${path} nests deeper than three` : undefined),
  parameters(path) {
    const odd = [...path.matchAll(/\{([^}]*)\}/g)].find(([, name]) => !/^[a-z][a-zA-Z0-9]*$/.test(name));
    return odd && `{${odd[1]}} in ${path} is not camelCase`;
  },
};

// Names that a person could be found or recognised by, in any spelling.
const PERSONAL = new RegExp(
  '^(.*(idnp|idno|surname|patronymic|birth|born|passport|mrz|fingerprint|phone|email|domicile|(?<!tem)plate)|' +
    '.*(first|given|last|full|family|maiden|person|applicant|beneficiary)name|name|' +
    '.*(document|permit|card|visa|certificate|personal|identity)(no|number|code)|.*(street|postal|home)address|address)',
  'i',
);

export default (doc, options) => {
  const found = [];
  if (options.check === 'personal') {
    for (const op of operations(doc)) {
      for (const { node, at } of parameters(doc, op)) {
        const plain = node.name?.replace(/[^a-z]/gi, '') ?? '';
        if ((node.in === 'path' || node.in === 'query') && PERSONAL.test(plain) && !excepted(options, `${op.id}.${node.name}`)) {
          found.push(finding(`${op.id} carries "${node.name}" in its ${node.in}`, at));
        }
      }
    }
    return found;
  }
  for (const path of Object.keys(doc.paths ?? {})) {
    const fault = excepted(options, path) ? undefined : checks[options.check](path, options);
    if (fault) found.push(finding(fault, ['paths', path]));
  }
  return found;
};
