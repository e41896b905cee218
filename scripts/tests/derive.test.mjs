// The derived documents: 3.0.3 and the views.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { convert, downConvert } from '../../openapi/derive/down-convert.mjs';
import { operations, read, steps, visitObjects } from '../../openapi/derive/lib.mjs';
import { AUDIENCES, view } from '../../openapi/derive/views.mjs';

const sample = read(join(import.meta.dirname, 'sample/migratie.yaml'));

const conversions = [
  ['null among types', { type: ['string', 'null'], maxLength: 3 }, { type: 'string', maxLength: 3, nullable: true }],
  ['several types', { type: ['string', 'integer'] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['null among forms', { oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }, { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] }],
  ['null among several forms', { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] }, { nullable: true, anyOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['a constant', { const: 'A' }, { enum: ['A'] }],
  ['an exclusive bound', { type: 'number', exclusiveMinimum: 0 }, { type: 'number', minimum: 0, exclusiveMinimum: true }],
  ['an exclusive bound weaker than another', { type: 'number', minimum: 5, exclusiveMinimum: 0 }, { type: 'number', minimum: 5 }],
  ['examples', { type: 'string', examples: ['a', 'b'] }, { type: 'string', example: 'a' }],
  ['a reference with a neighbour', { $ref: '#/components/schemas/A', description: 'x' }, { description: 'x', allOf: [{ $ref: '#/components/schemas/A' }] }],
  ['base64', { type: 'string', contentEncoding: 'base64' }, { type: 'string', format: 'byte' }],
  ['inside items and properties', { type: 'array', items: { properties: { a: { type: ['integer', 'null'] } } } }, { type: 'array', items: { properties: { a: { type: 'integer', nullable: true } } } }],
  ['words that 3.0 does not know', { type: 'object', propertyNames: { pattern: 'a' }, unevaluatedProperties: false }, { type: 'object', additionalProperties: false }],
  ['a property named like a word', { properties: { const: { const: 1 }, examples: { type: 'string' } } }, { properties: { const: { enum: [1] }, examples: { type: 'string' } } }],
];
for (const [name, from, to] of conversions) test(`3.0: ${name}`, () => assert.deepEqual(convert(from), to));

test('3.0: the contract itself is not changed, and the same input gives the same output', () => {
  const before = JSON.stringify(sample);
  assert.equal(JSON.stringify(downConvert(sample)), JSON.stringify(downConvert(sample)));
  assert.equal(JSON.stringify(sample), before);
  assert.equal(downConvert(sample).openapi, '3.0.3');
});

for (const audience of AUDIENCES) {
  test(`the view ${audience} holds its operations, and neither more nor less than they use`, () => {
    const doc = view(sample, audience);
    const expected = [...operations(sample)].filter(({ operation }) => operation['x-audience'].includes(audience)).map(({ operation }) => operation.operationId);
    assert.deepEqual([...operations(doc)].map(({ operation }) => operation.operationId), expected);
    const refs = new Set();
    visitObjects(doc, (node) => {
      if (typeof node.$ref === 'string') {
        refs.add(node.$ref);
        assert.ok(steps(node.$ref).reduce((inner, part) => inner?.[part], doc), `${node.$ref} is there`);
      }
      for (const link of Object.values(node.links ?? {})) assert.ok(expected.includes(link.operationId), `${link.operationId} can be followed`);
    });
    for (const [kind, named] of Object.entries(doc.components ?? {})) {
      if (kind !== 'securitySchemes') for (const name of Object.keys(named)) assert.ok(refs.has(`#/components/${kind}/${name}`), `${kind}/${name} is used`);
    }
  });
}
