// Lists: an object with the records and `nextCursor`, and `limit` (default 25, at most 200) with `cursor` to page.
import { atRecord, body, contents, deref, excepted, finding, isJson, operations, parameter, properties, types } from './lib.js';

const isSearch = (op) => op.method === 'post' && op.path.endsWith('/searches');
const isList = (op) => isSearch(op) || (op.method === 'get' && !atRecord(op.path));

/** Where `limit` and `cursor` stand: in the query, or in the body of a search. */
function paging(doc, op, name) {
  if (!isSearch(op)) return deref(doc, parameter(doc, op, 'query', name)?.node.schema ?? {}).node;
  const content = Object.entries(body(doc, op)?.node.content ?? {}).find(([type]) => isJson(type));
  return deref(doc, properties(doc, content?.[1].schema ?? {})[name] ?? {}).node;
}

const checks = {
  *cursor(doc, op) {
    for (const { content, type, at, status } of contents(doc, op)) {
      if (status !== '200' || !isJson(type)) continue;
      const shown = properties(doc, content.schema ?? {});
      const holdsArray = Object.values(shown).some((property) => types(deref(doc, property).node ?? {}).includes('array'));
      if (!('nextCursor' in shown) || !holdsArray) yield finding(`${op.id} does not answer { records: [...], nextCursor }`, at);
    }
  },
  *limit(doc, op) {
    const limit = paging(doc, op, 'limit');
    if (limit.default !== 25 || limit.maximum !== 200 || limit.minimum !== 1) yield finding(`${op.id} needs a limit from 1 to 200, 25 unless given`, op.at);
    if (!Object.keys(paging(doc, op, 'cursor')).length) yield finding(`${op.id} takes no cursor`, op.at);
  },
};

export default (doc, options) =>
  [...operations(doc)]
    .filter((op) => isList(op) && !excepted(options, op.id))
    .filter((op) => [...contents(doc, op)].some(({ type, status }) => status === '200' && isJson(type)))
    .flatMap((op) => [...checks[options.check](doc, op)]);
