// Is a schema still compatible? In a request the new one must take all that the old one took; in an answer the new one may
// give only what the old one promised.
import { steps } from '../../openapi/derive/lib.mjs';

const NUMBERS = { minimum: -1, exclusiveMinimum: -1, minLength: -1, minItems: -1, minProperties: -1, maximum: 1, exclusiveMaximum: 1, maxLength: 1, maxItems: 1, maxProperties: 1 };

/** Compares two schemas, each with the document it stands in; `report(where, what)` is called for every break. */
export class Comparison {
  constructor(before, after, report) {
    Object.assign(this, { before, after, report, seen: new Set() });
  }

  compare(old, now, direction, where) {
    const key = `${direction} ${old?.$ref ?? ''} ${now?.$ref ?? ''}`;
    if (old?.$ref && now?.$ref) {
      if (this.seen.has(key)) return;
      this.seen.add(key);
    }
    const a = flat(this.before, old);
    const b = flat(this.after, now);
    const asked = direction === 'request';
    const say = (what) => this.report(where, what);
    kinds(a, b, asked, say);
    values(a, b, asked, say);
    if (asked) bounds(a, b, say);
    this.members(a, b, asked, where, say);
    if (a.items && b.items) this.compare(a.items, b.items, direction, `${where}[]`);
    for (const word of ['oneOf', 'anyOf']) this.alternatives(a[word], b[word], direction, where);
    if (isSchema(a.additionalProperties) && isSchema(b.additionalProperties)) this.compare(a.additionalProperties, b.additionalProperties, direction, `${where}.*`);
  }

  members(a, b, asked, where, say) {
    const [had, has] = [a.properties ?? {}, b.properties ?? {}];
    for (const [name, schema] of Object.entries(had)) {
      if (name in has) this.compare(schema, has[name], asked ? 'request' : 'answer', `${where}.${name}`);
      else if (!asked) say(`field "${name}" is gone`);
      else if (b.additionalProperties === false) say(`field "${name}" is no longer taken`);
    }
    const [must, had2] = [new Set(b.required ?? []), new Set(a.required ?? [])];
    if (asked) for (const name of must) { if (!had2.has(name)) say(`field "${name}" is now required`); }
    else for (const name of had2) if (!must.has(name) && name in has) say(`field "${name}" may now be absent`);
    if (asked && a.additionalProperties !== false && b.additionalProperties === false) say('unknown fields are now refused');
  }

  /** Each alternative of the narrower side must fit some alternative of the wider one. */
  alternatives(a, b, direction, where) {
    if (!a && !b) return;
    if (!a || !b) return void this.report(where, a ? 'the choice of forms is gone' : 'a choice of forms is new');
    const [from, to] = direction === 'request' ? [a, b] : [b, a];
    from.forEach((one, i) => {
      const fits = to.some((other) => {
        const faults = [];
        const trial = new Comparison(this.before, this.after, (at, what) => faults.push(what));
        trial.seen = new Set(this.seen); // a form may contain itself
        if (direction === 'request') trial.compare(one, other, direction, where);
        else trial.compare(other, one, direction, where);
        return faults.length === 0;
      });
      if (!fits) this.report(where, direction === 'request' ? `form ${i + 1} is no longer taken` : `form ${i + 1} is new or has changed`);
    });
  }
}

const isSchema = (value) => value !== null && typeof value === 'object';

/** Follows references and folds allOf into one schema. */
function flat(doc, schema, depth = 0) {
  let node = schema ?? {};
  if (node === true) return {};
  if (node.$ref && depth < 20) {
    const { $ref, ...beside } = node;
    node = { ...flat(doc, steps($ref).reduce((inner, part) => inner?.[part], doc), depth + 1), ...beside };
  }
  if (!node.allOf || depth >= 20) return node;
  const { allOf, ...own } = node;
  return allOf.map((part) => flat(doc, part, depth + 1)).reduce((all, part) => ({
    ...part, ...all,
    properties: { ...part.properties, ...all.properties },
    required: [...new Set([...(part.required ?? []), ...(all.required ?? [])])],
  }), own);
}

/** The types a schema allows; "number" includes "integer". No type: all of them. */
function typeSet(node) {
  const list = node.type === undefined ? undefined : [node.type].flat();
  return list && new Set(list.includes('number') ? [...list, 'integer'] : list);
}

function kinds(a, b, asked, say) {
  const [had, has] = [typeSet(a), typeSet(b)];
  const [narrow, wide] = asked ? [had, has] : [has, had];
  if (!wide) return;
  if (!narrow) return void say(asked ? `only ${[...wide].join(', ')} is taken now` : `any type may be answered now, not only ${[...wide].join(', ')}`);
  const odd = [...narrow].filter((kind) => !wide.has(kind));
  if (odd.length) say(asked ? `${odd.join(', ')} is no longer taken` : `${odd.join(', ')} may be answered now`);
}

function values(a, b, asked, say) {
  const list = (node) => (node.const !== undefined ? [node.const] : node.enum);
  const [had, has] = [list(a), list(b)];
  const [narrow, wide] = asked ? [had, has] : [has, had];
  if (!wide) return;
  if (!narrow) return void say(asked ? 'only listed values are taken now' : 'values outside the list may be answered now');
  const odd = narrow.filter((value) => !wide.includes(value));
  if (odd.length) say(asked ? `value ${odd.join(', ')} is no longer taken` : `value ${odd.join(', ')} may be answered now`);
}

// U+0000 has been refused in every text from the beginning; of these texts the contract says so since 0.2.0.
const SAID_SINCE = { '\\S': '^[^\\x00]*[^\\s\\x00][^\\x00]*$' };

function bounds(a, b, say) {
  for (const [word, side] of Object.entries(NUMBERS)) {
    if (b[word] === undefined || typeof b[word] === 'boolean') continue;
    if (a[word] === undefined) { if (!(side < 0 && b[word] === 0)) say(`${word} ${b[word]} is new`); }
    else if ((b[word] - a[word]) * side < 0) say(`${word} went from ${a[word]} to ${b[word]}`);
  }
  for (const word of ['pattern', 'format', 'multipleOf', 'uniqueItems']) {
    const before = word === 'pattern' ? (SAID_SINCE[a.pattern] ?? a.pattern) : a[word];
    if (b[word] && b[word] !== a[word] && b[word] !== before) say(`${word} ${b[word]} is new`);
  }
}
