// `servers` is relative: the contract holds wherever it is served.
import { finding } from './lib.js';

export default (doc) =>
  (doc.servers ?? [{}]).flatMap(({ url = '' }, i) => (url.startsWith('/') && !url.startsWith('//') ? [] : [finding(`server "${url}" is not relative`, ['servers', String(i)])]));
