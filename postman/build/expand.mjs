// Puts what journeys share (postman/journeys/parts/*.yaml) where they use it.
import { join } from 'node:path';
import { copy, read } from '../../openapi/derive/lib.mjs';

/**
 * A journey with its parts in place: `{ use: upload, with: { who: applicant } }` among the steps becomes the steps of
 * parts/upload.yaml with `<who>` filled in, and `{ $from: engineer, email: "..." }` in a body becomes the object of
 * parts/engineer.yaml with the other members laid over it.
 */
export function expand(journey, folder) {
  const part = (name) => read(join(folder, 'parts', `${name}.yaml`));
  const within = (value) => {
    if (Array.isArray(value)) return value.map(within);
    if (value === null || typeof value !== 'object') return value;
    const { $from, ...own } = value;
    const laid = Object.fromEntries(Object.entries(own).map(([key, each]) => [key, within(each)]));
    return $from ? { ...copy(part($from)), ...laid } : laid;
  };
  const steps = (list) => list.flatMap((step) => (step.use ? steps(fill(part(step.use), step)) : [within(step)]));
  return { ...journey, steps: steps(journey.steps ?? []) };
}

/** The steps of a part with every `<word>` filled in; a word that nobody gives is refused. */
function fill(part, { use, with: words = {} }) {
  const text = JSON.stringify(part).replace(/<([a-z]\w*)>/gi, (_, word) => {
    if (!(word in words)) throw new Error(`parts/${use}.yaml needs "${word}"`);
    return JSON.stringify(String(words[word])).slice(1, -1);
  });
  return JSON.parse(text);
}
