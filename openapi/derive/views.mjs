// A view of the contract for one audience: its operations, and only what they use.
import { copy, METHODS, operations, steps, visitObjects } from './lib.mjs';

export const AUDIENCES = ['public', 'efiling', 'intranet', 'partner', 'administration'];

/** The contract as one audience sees it. */
export function view(contract, audience) {
  const doc = copy(contract);
  doc.info.title = `${doc.info.title}: ${audience}`;
  for (const kind of ['paths', 'webhooks']) keepOperations(doc, kind, audience);
  dropDeadLinks(doc);
  dropUnusedTags(doc);
  dropUnusedComponents(doc);
  return doc;
}

function keepOperations(doc, kind, audience) {
  for (const [path, item] of Object.entries(doc[kind] ?? {})) {
    for (const method of METHODS) {
      if (item[method] && !(item[method]['x-audience'] ?? []).includes(audience)) delete item[method];
    }
    if (!METHODS.some((method) => item[method])) delete doc[kind][path];
  }
  if (kind === 'webhooks' && doc.webhooks && !Object.keys(doc.webhooks).length) delete doc.webhooks;
}

const everyOperation = (doc) => [...operations(doc), ...operations(doc, 'webhooks')].map(({ operation }) => operation);

/** A link to an operation that the audience does not have is no link. */
function dropDeadLinks(doc) {
  const known = new Set(everyOperation(doc).map((operation) => operation.operationId));
  const responses = [...everyOperation(doc).flatMap((operation) => Object.values(operation.responses ?? {})), ...Object.values(doc.components?.responses ?? {})];
  for (const response of responses.filter((one) => one.links)) {
    for (const [name, link] of Object.entries(response.links)) if (link.operationId && !known.has(link.operationId)) delete response.links[name];
    if (!Object.keys(response.links).length) delete response.links;
  }
}

function dropUnusedTags(doc) {
  const used = new Set(everyOperation(doc).flatMap((operation) => operation.tags ?? []));
  if (doc.tags) doc.tags = doc.tags.filter((tag) => used.has(tag.name));
}

function dropUnusedComponents(doc) {
  const used = new Set();
  const follow = (value) =>
    visitObjects(value, (node) => {
      const refs = [node.$ref, ...Object.values(node.discriminator?.mapping ?? {})];
      for (const ref of refs.filter((one) => typeof one === 'string' && one.startsWith('#/components/'))) {
        const [, kind, name] = steps(ref);
        if (used.has(`${kind}/${name}`)) continue;
        used.add(`${kind}/${name}`);
        follow(doc.components?.[kind]?.[name]);
      }
    });
  follow([doc.paths, doc.webhooks]);
  for (const security of [doc.security, ...everyOperation(doc).map((operation) => operation.security)]) {
    for (const one of security ?? []) Object.keys(one).forEach((name) => used.add(`securitySchemes/${name}`));
  }
  for (const [kind, named] of Object.entries(doc.components ?? {})) {
    for (const name of Object.keys(named)) if (!used.has(`${kind}/${name}`)) delete named[name];
    if (!Object.keys(named).length) delete doc.components[kind];
  }
}
