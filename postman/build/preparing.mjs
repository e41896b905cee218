// Makes the collections that prepare a world for conformance tests: for every operation the shortest journey that calls it with success, cut
// short before that call. The record is left in the state that admits the call; the call itself goes to scripts/schemathesis/recorder.mjs,
// which keeps it for Schemathesis to make. So whoever writes a journey for an operation (coverage.mjs asks for one) has prepared it as well.
// usage: node postman/build/preparing.mjs COLLECTIONS [CONTRACT [JOURNEYS]]
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { read, write } from '../../openapi/derive/lib.mjs';
import { finder, kinds } from './called.mjs';
import { expand } from './expand.mjs';
import { compile } from './journey.mjs';

const [to, contractFile = 'openapi/migratie.json', from = 'postman/journeys'] = process.argv.slice(2);
const find = finder(read(contractFile));
const journeys = readdirSync(from).filter((file) => file.endsWith('.yaml')).map((file) => ({ name: basename(file, '.yaml'), journey: expand(read(join(from, file)), from) }));

rmSync(to, { recursive: true, force: true });
const chosen = [...choose()].map(([id, { name, index }]) => ({ id, name, index }));
const collections = journeys.map(({ name, journey }) => prepare(name, journey, chosen.filter((one) => one.name === name))).filter(Boolean);
// The longest first: what holds for a minute only, as a code of sign-in, is made in the short ones.
collections.sort((a, b) => b.item.length - a.item.length).forEach((one, n) => write(join(to, `preparing-${String(n + 1).padStart(2, '0')}.postman_collection.json`), one));

/** Does a later step need it? Not a refusal, nor a reading (a GET, or a POST without an Idempotency-Key) that nothing is saved of or waited for. */
function isNeeded(step) {
  if (!kinds(step).has('success')) return false;
  const { method = 'GET', save, tries } = step;
  const called = find(step)?.operation;
  const reads = method === 'GET' || (method === 'POST' && called && !called.parameters?.some(({ name }) => name === 'Idempotency-Key'));
  return !reads || save !== undefined || tries !== undefined || step.traced === true;
}

/** The variables that a step uses or sets. */
function touches({ save = {}, ...step }) {
  return [...Object.keys(save), ...[...JSON.stringify(step).matchAll(/\{\{(?:n:)?([A-Za-z]\w*)\}\}/g)].map(([, name]) => name)];
}

/**
 * The steps before the one at `index` that matter to it: they share variables with it, or with a step that does. What shares none with
 * anybody sets the scene, and stays.
 */
function before(steps, index) {
  const needed = steps.slice(0, index).filter(isNeeded);
  const related = new Set(touches({ ...steps[index], save: {} }));
  for (let size = -1; size !== related.size;) {
    size = related.size;
    for (const step of needed) if (touches(step).some((name) => related.has(name))) touches(step).forEach((name) => related.add(name));
  }
  return needed.filter((step) => !touches(step).length || touches(step).some((name) => related.has(name)));
}

/** For each operation the step that calls it with success and needs the fewest steps before it, rather as a demo persona than as somebody of the journey's own. */
function choose() {
  const best = new Map();
  for (const { name, journey } of journeys) {
    journey.steps.forEach((step, index) => {
      const id = find(step)?.operation.operationId;
      if (id && kinds(step).has('success')) {
        const own = journey.people?.[step.persona] || step.headers?.Authorization;
        const cost = before(journey.steps, index).length + (own ? 1000 : 0) + (kinds(step).size > 1 ? 10000 : 0);
        if (cost < (best.get(id)?.cost ?? Infinity)) best.set(id, { name, index, cost });
      }
    });
  }
  return best;
}

/**
 * The cuts of one journey, one after another: a change is the end of a cut of its own; a reading is kept on the way of a later one that
 * passes all that the reading needs, and only otherwise has its own.
 */
function prepare(name, journey, targets) {
  const isRead = ({ index }) => (journey.steps[index].method ?? 'GET') === 'GET';
  // What a second run is refused (the review of a quarter is opened once) is left to its own cut.
  const once = targets.map(({ index }) => journey.steps[index]).filter((step) => kinds(step).size > 1 && !touches(step).length);
  // What the journey looks for in vain after a change is read on no way to that change.
  const isGone = (target, cut) => journey.steps.slice(cut.index + 1).some(({ path, expect }) => path === journey.steps[target.index].path && [expect.status].flat().includes(404));
  const cuts = [];
  for (const target of [...targets.filter((one) => !isRead(one)), ...targets.filter(isRead)]) {
    const way = before(journey.steps, target.index).filter((step) => !once.includes(step));
    const passing = isRead(target) ? cuts.find((cut) => cut.index > target.index && !isGone(target, cut) && way.every((step) => cut.way.includes(step))) : undefined;
    if (passing) passing.kept.push(target);
    else cuts.push({ index: target.index, way, kept: [target] });
  }
  if (!cuts.length) return undefined;
  // The cuts follow each other, so names of steps, and what is made with the time in its name, would meet again.
  const parts = cuts.map(({ index, way, kept }, n) => {
    const steps = journey.steps.slice(0, index + 1).flatMap((step, i) => [
      ...kept.filter((one) => one.index === i).map(({ id }) => recorded(step, id, journey)),
      ...(way.includes(step) ? [step] : []),
    ]);
    return JSON.parse(JSON.stringify({ ...journey, steps: steps.map((step) => ({ ...step, name: `${n + 1}: ${step.name}` })) })
      .replaceAll('{{$timestamp}}', `{{$timestamp}}${String(n).padStart(2, '0')}`));
  });
  return {
    ...compile({ ...journey, steps: parts.flatMap(({ steps }) => steps) }, `preparing-${name}`),
    item: parts.flatMap((part, n) => compile(part, `preparing-${name}-${n}`).item),
  };
}

/** A step that is told to the recorder in place of the server. */
function recorded({ name, path, expect, save, tries, headers, idempotencyKey, ...step }, id, { people }) {
  return { ...step, name: `${name} (${id}, kept)`, at: 'recorder', path: `/calls/${id}${path}`,
    headers: { ...headers, ...(step.persona && !people?.[step.persona] && { Persona: step.persona }) }, idempotencyKey: 'none', expect: { status: 204 } };
}
