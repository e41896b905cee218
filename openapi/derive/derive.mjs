// Makes openapi/migratie-3.0.json and openapi/views/*.json from the contract.
// usage: node openapi/derive/derive.mjs [CONTRACT [FOLDER]]   (openapi/migratie.json, openapi)
import { join } from 'node:path';
import { downConvert } from './down-convert.mjs';
import { read, write } from './lib.mjs';
import { AUDIENCES, view } from './views.mjs';

const [contractFile = 'openapi/migratie.json', folder = 'openapi'] = process.argv.slice(2);
const contract = read(contractFile);
write(join(folder, 'migratie-3.0.json'), downConvert(contract));
for (const audience of AUDIENCES) write(join(folder, 'views', `${audience}.json`), view(contract, audience));
