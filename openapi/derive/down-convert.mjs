// OpenAPI 3.1 to 3.0.3, mechanically, for generators that need it. What 3.0 cannot say is said more loosely, never more strictly.
import { copy, METHODS } from './lib.mjs';

/** The contract as OpenAPI 3.0.3. */
export function downConvert(contract) {
  const doc = copy(contract);
  doc.openapi = '3.0.3';
  delete doc.jsonSchemaDialect;
  delete doc.info.summary;
  if (doc.info.license?.identifier) {
    doc.info.license.url ??= `https://spdx.org/licenses/${doc.info.license.identifier}.html`;
    delete doc.info.license.identifier;
  }
  delete doc.webhooks;
  delete doc.components?.pathItems;
  for (const [name, scheme] of Object.entries(doc.components?.securitySchemes ?? {})) {
    // 3.0 has no mutual TLS: an API key in a header that the TLS front sets is the nearest that generators know.
    if (scheme.type === 'mutualTLS') {
      doc.components.securitySchemes[name] = { type: 'apiKey', in: 'header', name: 'X-Client-Certificate', description: `Mutual TLS. ${scheme.description ?? ''}`.trim() };
    }
  }
  const { components = {} } = doc;
  for (const [name, schema] of Object.entries(components.schemas ?? {})) components.schemas[name] = convert(schema);
  Object.values(components.parameters ?? {}).forEach(holder);
  Object.values(components.headers ?? {}).forEach(holder);
  Object.values(components.requestBodies ?? {}).forEach(contents);
  Object.values(components.responses ?? {}).forEach(response);
  for (const item of Object.values(doc.paths ?? {})) pathItem(item);
  Object.values(components.schemas ?? {}).forEach((schema) => typeOfNullable(schema, components.schemas));
  return doc;
}

/** 3.0 lets `nullable` stand beside a type alone: a nullable reference takes the type of what it refers to. */
function typeOfNullable(node, schemas) {
  if (!node || typeof node !== 'object') return;
  const target = node.allOf?.length === 1 && node.allOf[0].$ref?.split('/').pop();
  if (node.nullable && !node.type && schemas[target]?.type) node.type = schemas[target].type;
  Object.values(node).forEach((child) => typeOfNullable(child, schemas));
}

function pathItem(item) {
  (item.parameters ?? []).forEach(holder);
  for (const method of METHODS) {
    const operation = item[method];
    if (!operation) continue;
    (operation.parameters ?? []).forEach(holder);
    if (operation.requestBody) contents(operation.requestBody);
    Object.values(operation.responses ?? {}).forEach(response);
    Object.values(operation.callbacks ?? {}).forEach((callback) => Object.values(callback).forEach(pathItem));
  }
}

function response(node) {
  bareReference(node);
  Object.values(node.headers ?? {}).forEach(holder);
  contents(node);
}

function contents(node) {
  bareReference(node);
  for (const content of Object.values(node.content ?? {})) {
    // An absent schema is 3.1's way to say "bytes".
    content.schema = content.schema && Object.keys(content.schema).length ? convert(content.schema) : { type: 'string', format: 'binary' };
    Object.values(content.encoding ?? {}).forEach((encoding) => Object.values(encoding.headers ?? {}).forEach(holder));
  }
}

/** A parameter or a header. */
function holder(node) {
  bareReference(node);
  if (node.schema) node.schema = convert(node.schema);
  if (node.content) contents(node);
}

/** Outside schemas a 3.0 reference stands alone. */
function bareReference(node) {
  if (!node.$ref) return;
  for (const key of Object.keys(node)) if (key !== '$ref') delete node[key];
}

const DROPPED = ['$schema', '$id', '$anchor', '$comment', '$defs', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'propertyNames',
  'patternProperties', 'contains', 'minContains', 'maxContains', 'unevaluatedItems', 'contentSchema'];

/** One schema, and every schema inside it. */
export function convert(schema) {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  const node = { ...schema };
  if (node.$ref) return reference(node);
  children(node);
  if (node.unevaluatedProperties === false && node.additionalProperties === undefined && !node.allOf) node.additionalProperties = false;
  delete node.unevaluatedProperties;
  if (node.const !== undefined) { node.enum = [node.const]; delete node.const; }
  if (Array.isArray(node.examples)) { if (node.examples.length && node.example === undefined) [node.example] = node.examples; delete node.examples; }
  exclusive(node, 'minimum', 'exclusiveMinimum');
  exclusive(node, 'maximum', 'exclusiveMaximum');
  bytes(node);
  if (node.prefixItems) { node.items = node.items && node.items !== false ? { anyOf: [...node.prefixItems, node.items] } : { anyOf: node.prefixItems }; delete node.prefixItems; }
  for (const word of DROPPED) delete node[word];
  nullInUnion(node, 'oneOf');
  nullInUnion(node, 'anyOf');
  return typeList(node);
}

/** A reference with neighbours becomes an allOf. */
function reference({ $ref, ...rest }) {
  return Object.keys(rest).length ? { ...convert(rest), allOf: [{ $ref }] } : { $ref };
}

function children(node) {
  if (node.properties) node.properties = Object.fromEntries(Object.entries(node.properties).map(([name, child]) => [name, convert(child)]));
  if (node.items !== undefined) node.items = convert(node.items);
  if (node.not) node.not = convert(node.not);
  if (typeof node.additionalProperties === 'object') node.additionalProperties = convert(node.additionalProperties);
  for (const word of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) if (node[word]) node[word] = node[word].map(convertKeepingNull);
}

const isNull = (schema) => schema.type === 'null' && Object.keys(schema).every((key) => key === 'type' || key === 'description');
const convertKeepingNull = (schema) => (isNull(schema) ? { type: 'null' } : convert(schema));

function exclusive(node, bound, word) {
  if (typeof node[word] !== 'number') return;
  if (node[bound] === undefined || (word === 'exclusiveMinimum' ? node[word] >= node[bound] : node[word] <= node[bound])) {
    node[bound] = node[word];
    node[word] = true;
  } else delete node[word];
}

function bytes(node) {
  if (node.contentEncoding === 'base64') node.format ??= 'byte';
  else if (node.contentMediaType && !/json$|^text\//.test(node.contentMediaType)) node.format ??= 'binary';
  delete node.contentEncoding;
  delete node.contentMediaType;
}

/** `oneOf: [X, null]` is X, nullable. */
function nullInUnion(node, word) {
  if (!node[word]?.some(isNull)) return;
  const rest = node[word].filter((one) => !isNull(one));
  delete node[word];
  node.nullable = true;
  // A converted reference with a description of its own is an allOf already: its parts are taken, so that nothing nests.
  const { allOf, ...own } = rest[0];
  if (rest.length > 1) node[word] = rest;
  else if (allOf) Object.assign(node, { ...own, ...node, allOf: [...(node.allOf ?? []), ...allOf] });
  else node.allOf = [...(node.allOf ?? []), rest[0]];
}

/** `type: [X, "null"]` is X, nullable; several types become an anyOf. */
function typeList(node) {
  if (node.type === 'null') { delete node.type; return { ...node, nullable: true, enum: [null] }; }
  if (node.enum?.includes(null)) node.nullable = true;
  if (!Array.isArray(node.type)) return node;
  const kinds = node.type.filter((kind) => kind !== 'null');
  if (kinds.length < node.type.length) node.nullable = true;
  if (kinds.length === 1) [node.type] = kinds;
  else { delete node.type; node.anyOf = [...(node.anyOf ?? []), ...kinds.map((type) => (type === 'array' ? { type, items: node.items ?? {} } : { type }))]; delete node.items; }
  return node;
}
