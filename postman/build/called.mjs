// Which operation of the contract a journey's step calls.
import { operations } from '../../openapi/derive/lib.mjs';

/** A function from a step to the operation it calls, if any: of /persons/current and /persons/{personId} the one without a variable. */
export function finder(contract) {
  const known = [...operations(contract)]
    .map((one) => ({ ...one, pattern: new RegExp(`^${one.path.replace(/\{[^}]*\}/g, '[^/]+')}$`), open: one.path.split('{').length }))
    .sort((a, b) => a.open - b.open);
  return ({ at, method = 'GET', path }) =>
    at === undefined ? known.find((one) => one.method === method.toLowerCase() && one.pattern.test(path.split('?')[0])) : undefined;
}

/** What a step expects: success, a refusal, or an answer to bad input; a step that allows several is all of them. */
export const kinds = ({ expect }) => new Set([expect.status].flat().map((status) => (status < 400 ? 'success' : [400, 413, 415, 422].includes(status) ? 'bad input' : 'refused')));
