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
for (const { name, journey } of journeys) {
  const collection = prepare(name, journey, chosen.filter((one) => one.name === name));
  if (collection) write(join(to, `${name}.postman_collection.json`), collection);
}

/** Does a journey go on without it? Refusals and readings that nothing is kept of change nothing. */
function isNeeded(step) {
  return kinds(step).has('success') && ((step.method ?? 'GET') !== 'GET' || step.save !== undefined || step.tries !== undefined);
}

/** For each operation the step that calls it with success and needs the fewest steps before it, rather as a demo persona than as somebody of the journey's own. */
function choose() {
  const best = new Map();
  for (const { name, journey } of journeys) {
    let before = 0;
    journey.steps.forEach((step, index) => {
      const id = find(step)?.operation.operationId;
      if (id && kinds(step).has('success')) {
        const own = journey.people?.[step.persona] || step.headers?.Authorization;
        const cost = before + (own ? 1000 : 0) + (kinds(step).size > 1 ? 10000 : 0);
        if (cost < (best.get(id)?.cost ?? Infinity)) best.set(id, { name, index, cost });
      }
      if (isNeeded(step)) before++;
    });
  }
  return best;
}

/** The cuts of one journey, one after another: a change is the end of a cut of its own, readings are kept on the way of the longest. */
function prepare(name, journey, targets) {
  if (!targets.length) return undefined;
  const isRead = ({ index }) => (journey.steps[index].method ?? 'GET') === 'GET';
  const end = Math.max(...targets.map(({ index }) => index));
  const cuts = [...new Set([...targets.filter((one) => !isRead(one)).map(({ index }) => index), end])].map((index) => {
    const kept = targets.filter((one) => one.index === index || (index === end && isRead(one)));
    const steps = journey.steps.slice(0, index + 1).flatMap((step, i) => {
      const call = kept.find((one) => one.index === i);
      return [...(call ? [recorded(step, call.id)] : []), ...(i < index && isNeeded(step) ? [step] : [])];
    });
    return { ...journey, steps };
  });
  // The cuts follow each other, so names of steps, and what is made with the time in its name, would meet again.
  const parts = cuts.map((cut, n) => JSON.parse(JSON.stringify({ ...cut, steps: cut.steps.map((step) => ({ ...step, name: `${n + 1}: ${step.name}` })) })
    .replaceAll('{{$timestamp}}', `{{$timestamp}}${String(n).padStart(2, '0')}`)));
  return {
    ...compile({ ...journey, steps: parts.flatMap(({ steps }) => steps) }, `preparing-${name}`),
    item: parts.flatMap((part, n) => compile(part, `preparing-${name}-${n}`).item),
  };
}

/** A step that is told to the recorder in place of the server. */
function recorded({ name, path, expect, save, tries, headers, idempotencyKey, ...step }, id) {
  return { ...step, name: `${name} (${id}, kept)`, at: 'recorder', path: `/calls/${id}${path}`,
    headers: { ...headers, ...(step.persona && { Persona: step.persona }) }, idempotencyKey: 'none', expect: { status: 204 } };
}
