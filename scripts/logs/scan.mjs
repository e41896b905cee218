// Fails when a log of the program holds anything of a person: numbers, names, mailboxes, telephones of the synthetic people, or whatever looks like an
// IDNP or a mailbox. usage: node scripts/logs/scan.mjs LOG
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { read } from '../../openapi/derive/lib.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const people = read(join(root, 'src/sandbox/people.yaml'));
const personas = read(join(root, 'src/sandbox/personas.yaml')).filter(({ kind }) => kind !== 'System');

/** Texts that name somebody: the number; the whole name, in either order. */
const known = [
  ...personas.flatMap(({ login, name }) => [login, name, name.split(' ').reverse().join(' ')]),
  ...people.flatMap(({ idnp, first_name: given, last_name: surname, email }) => [idnp, email, `${given} ${surname}`, `${surname} ${given}`]),
].filter(Boolean).map((text) => [text, text.toLocaleLowerCase('ro')]);

/** The check digit of an IDNP: weights 7, 3, 1 over the first twelve. */
const isIdnp = (digits) => /^[02]/.test(digits) && [...digits.slice(0, 12)].reduce((sum, digit, at) => sum + Number(digit) * [7, 3, 1][at % 3], 0) % 10 === Number(digits[12]);

/** What a line gives away; each kind once, and never the thing itself. */
export function givenAway(line) {
  const lower = line.toLocaleLowerCase('ro');
  const found = new Set();
  if (known.some(([, text]) => lower.includes(text))) found.add('somebody who is known');
  if ((line.match(/(?<![0-9a-f])[0-9]{13}(?![0-9a-f])/gi) ?? []).some(isIdnp)) found.add('an IDNP');
  if (/[\w.+-]+@[\w-]+\.[a-z]{2,}/i.test(line)) found.add('a mailbox');
  if (/\+373[0-9 ]{8,}/.test(line)) found.add('a telephone');
  return [...found];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean);
  const wrong = lines.flatMap((line, at) => givenAway(line).map((what) => `${process.argv[2]}:${at + 1}: ${what}`));
  wrong.slice(0, 20).forEach((text) => console.error(text));
  console.log(`the program's log: ${lines.length} lines, ${wrong.length} that name somebody`);
  // Without a line nothing was looked at.
  process.exit(wrong.length > 0 || lines.length === 0 ? 1 : 0);
}
