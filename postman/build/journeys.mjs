// Compiles postman/journeys/*.yaml to collections.
// usage: node postman/build/journeys.mjs [JOURNEYS [COLLECTIONS]]
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { read, write } from '../../openapi/derive/lib.mjs';
import { expand } from './expand.mjs';
import { compile } from './journey.mjs';

const [from = 'postman/journeys', to = 'postman/collections'] = process.argv.slice(2);
rmSync(to, { recursive: true, force: true });
for (const file of readdirSync(from).filter((one) => one.endsWith('.yaml')).sort()) {
  const name = basename(file, '.yaml');
  write(join(to, `${name}.postman_collection.json`), compile(expand(read(join(from, file)), from), name));
}
