// What docs/asvs says of the requirements of OWASP ASVS 5.0.0: whole, in order, and every test and file that it names is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { read } from '../../openapi/derive/lib.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

// How many requirements the standard has in each chapter, V1 to V17.
const STANDARD = [30, 13, 31, 16, 13, 47, 19, 13, 7, 36, 24, 12, 21, 13, 21, 17, 12];
// And how many of each level.
const LEVELS = [70, 183, 92];
const VERDICTS = ['Met', 'Partly', 'Missing', 'NotApplicable', 'Elsewhere'];
// `test` may be left out: a document, the compiler or another program is what shows it.
const KEYS = ['asks', 'how', 'id', 'level', 'verdict'];

const chapters = STANDARD.map((_, at) => {
  const chapter = at + 1;
  const file = `docs/asvs/v${String(chapter).padStart(2, '0')}.yaml`;
  return { chapter, file, rows: read(join(root, file)) };
});
const all = chapters.flatMap(({ rows }) => rows);

/** The files that may hold a test of this module: its own, or, where it stands inside another, that one. */
function places(modules) {
  const found = [];
  for (let length = modules.length; length > 0; length -= 1) {
    const path = modules.slice(0, length).join('/');
    for (const folder of ['tests', 'src']) {
      found.push(`${folder}/${path}.rs`, `${folder}/${path}/mod.rs`);
      // `tests` is the name of the module, and its file where it is not inside the one that it tests.
      if (modules[length] === 'tests') found.push(`${folder}/${path}_tests.rs`);
    }
    if (modules[length - 1] !== 'tests') break;
  }
  return found;
}

/** The crates' own tests, which are named without their file. */
const ofCrates = readdirSync(join(root, 'crates'))
  .flatMap((crate) => ['src', 'tests'].map((folder) => `crates/${crate}/${folder}`))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).filter((file) => file.endsWith('.rs')).map((file) => `${folder}/${file}`));

/** Whether there is a function of this path: `a::b::name` in tests/a/b.rs, src/a/b.rs or a mod.rs of it, `name` in a crate. */
function exists(named) {
  const modules = named.split('::');
  const name = modules.pop();
  if (!/^[a-z0-9_]+$/.test(name)) return false;
  const files = modules.length === 0 ? ofCrates : places(modules);
  const declared = new RegExp(`\\bfn ${name}\\s*\\(`);
  return files.some((file) => existsSync(join(root, file)) && declared.test(readFileSync(join(root, file), 'utf8')));
}

/** The paths of this repository that a text cites. */
const cited = (text) => text.match(/(?<![\w./-])(?:src|tests|docs|scripts|crates|benches|postman|openapi)\/[\w./-]*\w/g) ?? [];
// A decision of docs/adr is cited by its number.
const stands = (path) => existsSync(join(root, path)) || (/^docs\/adr\/\d{4}$/.test(path) && decisions.some((file) => file.startsWith(path.slice(9))));
const decisions = readdirSync(join(root, 'docs/adr'));

test('every chapter has as many rows as the standard', () => {
  assert.deepEqual(chapters.map(({ rows }) => rows.length), STANDARD);
  assert.deepEqual([1, 2, 3].map((level) => all.filter((row) => row.level === level).length), LEVELS);
  assert.deepEqual(readdirSync(join(root, 'docs/asvs')).sort(), chapters.map(({ file }) => file.slice('docs/asvs/'.length)));
});

test('every row has the keys that are known, and a verdict of the five', () => {
  const odd = all.filter((row) => {
    const keys = Object.keys(row).sort();
    return !(KEYS.every((key) => keys.includes(key)) && keys.every((key) => KEYS.includes(key) || key === 'test'))
      || ![1, 2, 3].includes(row.level) || !VERDICTS.includes(row.verdict)
      || [row.asks, row.how, row.test ?? 'none'].some((text) => typeof text !== 'string' || text.trim() === '');
  });
  assert.deepEqual(odd, []);
});

test('the ids are of their chapter, in order, and none comes twice', () => {
  const numbers = (id) => id.split('.').map(Number);
  for (const { chapter, file, rows } of chapters) {
    let [section, item] = [0, 0];
    for (const { id } of rows) {
      assert.match(String(id), /^\d+\.\d+\.\d+$/, `${file}: ${id}`);
      const [ofChapter, nextSection, nextItem] = numbers(id);
      assert.equal(ofChapter, chapter, `${file}: ${id}`);
      const follows = nextSection === section ? nextItem === item + 1 : nextSection === section + 1 && nextItem === 1;
      assert.ok(follows, `${file}: ${id} does not follow ${chapter}.${section}.${item}`);
      [section, item] = [nextSection, nextItem];
    }
  }
});

test('every test that a row names is there, and an invented one would be missed', () => {
  assert.deepEqual(all.filter((row) => row.test && !exists(row.test)).map(({ id, test: named }) => `${id}: ${named}`), []);
  const real = all.find((row) => row.test?.includes('::')).test;
  for (const invented of [`${real}_not`, real.replace('::', '::nowhere::'), 'keys_of_no_kind_sign', 'access::', '']) {
    assert.ok(!exists(invented), invented);
  }
});

test('every file that a row cites is there, and an invented one would be missed', () => {
  assert.deepEqual(all.flatMap(({ id, how }) => cited(how).filter((path) => !stands(path)).map((path) => `${id}: ${path}`)), []);
  assert.deepEqual(cited('as said (src/nowhere/at_all.rs, tests/support/).').filter((path) => !stands(path)), ['src/nowhere/at_all.rs']);
});

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

test('every section of docs/security.md that a row leads to is there', () => {
  const headings = new Set([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading));
  const led = all.flatMap(({ id, how }) => [...how.replace(/\s+/g, ' ').matchAll(/docs\/security\.md, ((?:"[^"]+"(?:,? and |, )?)+)/g)]
    .flatMap(([, names]) => names.match(/"[^"]+"/g).map((name) => [id, name.slice(1, -1)])));
  assert.deepEqual(led.filter(([, heading]) => !headings.has(heading)), []);
  assert.ok(led.length > 0);
});

test('docs/security.md counts what the files say', () => {
  const columns = [
    ...chapters.map(({ chapter, rows }) => [`V${chapter}`, rows]),
    ...[1, 2, 3].map((level) => [`level ${level}`, all.filter((row) => row.level === level)]),
    ['all', all],
  ];
  const line = (...cells) => `| ${cells.join(' | ')} |`;
  const lines = [
    `| ${line(...columns.map(([name]) => name))}`,
    ...VERDICTS.map((verdict) => line(verdict, ...columns.map(([, rows]) => rows.filter((row) => row.verdict === verdict).length))),
  ];
  const table = page.split('\n').filter((text) => text.startsWith('| | V1 |') || VERDICTS.includes(/^\| (\w+) \| \d/.exec(text)?.[1]));
  assert.deepEqual(table, lines, `the table should be:\n${lines.join('\n')}`);
});

test('docs/security.md names everything of levels 1 and 2 that is not met, and nothing else', () => {
  const section = page.split('\n## ').find((text) => text.startsWith('What is not met\n')) ?? '';
  const named = [...section.matchAll(/\b\d+\.\d+\.\d+\b/g)].map(([id]) => id);
  const open = all.filter((row) => row.level < 3 && ['Partly', 'Missing'].includes(row.verdict)).map(({ id }) => id);
  assert.deepEqual([...new Set(named)].sort(), open.sort());
});
