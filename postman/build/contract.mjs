// Makes the Postman collection of the whole contract: every operation, with its example, a folder for each tag.
// usage: node postman/build/contract.mjs [CONTRACT [COLLECTION]]
import { createRequire } from 'node:module';
import { read, write } from '../../openapi/derive/lib.mjs';
import { id } from './journey.mjs';

const [from = 'openapi/migratie.json', to = 'postman/generated/migratie.postman_collection.json'] = process.argv.slice(2);

// The converter makes values up where an example is missing; a fixed sequence makes it make up the same ones every time.
let state = 1;
Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647;

const { convertV2 } = createRequire(import.meta.url)('openapi-to-postmanv2');
const options = { folderStrategy: 'Tags', parametersResolution: 'Example', requestNameSource: 'Fallback', enableOptionalParameters: false };
convertV2({ type: 'json', data: read(from) }, options, (error, result) => {
  if (error || !result.result) throw error ?? new Error(result.reason);
  const collection = result.output[0].data;
  steady(collection, 'contract');
  collection.auth = { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}', type: 'string' }] };
  collection.variable = [{ key: 'baseUrl', value: 'http://127.0.0.1:8080' }, { key: 'accessToken', value: '' }];
  write(to, collection);
});

/** Ids that follow from the place alone; of the example answers only the successes, which are what a reader looks for. */
function steady(node, place) {
  for (const key of ['id', '_postman_id']) if (typeof node[key] === 'string') node[key] = id(`${place}/${key}`);
  if (node.info) steady(node.info, `${place}/info`);
  if (node.response) node.response = node.response.filter(({ code }) => code < 300);
  for (const list of ['item', 'response', 'event']) (node[list] ?? []).forEach((child, i) => steady(child, `${place}/${list}/${i}/${child.name ?? ''}`));
  for (const header of node.request?.header ?? []) if (header.key === 'Idempotency-Key') header.value = '{{$guid}}';
  if (node.script) steady(node.script, `${place}/script`);
}
