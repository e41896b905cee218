// The runners against the stand-in: they pass on what is right, fail on a planted fault, and leave nothing running.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stringify } from 'yaml';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'runners-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

// A copy of the project, so that reports and derived files of these tests touch nothing else.
const project = join(scratch, 'project');
const people = ['src/sandbox/people.yaml', 'src/sandbox/personas.yaml'];
for (const part of ['scripts', 'openapi', 'postman', 'clients', 'package.json', 'package-lock.json', ...people]) {
  cpSync(join(root, part), join(project, part), { recursive: true, filter: (path) => !/\/(dist|node_modules)$/.test(path) });
}
rmSync(join(project, 'postman/journeys'), { recursive: true });
cpSync(join(root, 'scripts/tests/sample/journeys'), join(project, 'postman/journeys'), { recursive: true });
for (const part of ['node_modules', '.venv']) symlinkSync(join(root, part), join(project, part));

const env = { ...process.env, MIGRATIE_BIN: 'scripts/tests/stand-in/migratie', MIGRATIE_CONTRACT: 'scripts/tests/sample/migratie.yaml', TMPDIR: scratch };
delete env.MIGRATIE_URL;
delete env.SCHEMATHESIS_REPORTS;
delete env.NODE_TEST_CONTEXT; // the inner test runner speaks for itself
const run = (command, args = [], more = {}) => spawnSync(command, args, { cwd: project, env: { ...env, ...more }, encoding: 'utf8' });
const servers = () => readdirSync(scratch).filter((name) => name.startsWith('migratie.'));
const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };

test('a command gets a server of its own, which is stopped after it; its exit code is kept', async () => {
  const good = run('scripts/with-server.sh', ['bash', '-c', 'node -e "fetch(process.env.MIGRATIE_URL + \'/health\').then((r) => process.exit(r.ok ? 0 : 1))"; echo "at $MIGRATIE_URL"']);
  assert.equal(good.status, 0, good.stderr);
  const [, url] = /at (http\S+)/.exec(good.stdout);
  await assert.rejects(fetch(`${url}/health`));
  assert.equal(run('scripts/with-server.sh', ['bash', '-c', 'exit 7']).status, 7);
  assert.deepEqual(servers(), []);
});

test('a server whose log names somebody fails the runner', () => {
  const told = run('scripts/with-server.sh', ['true'], { STAND_IN_FAULT: 'tell' });
  assert.equal(told.status, 1);
  assert.match(told.stderr, /server\.log:2: somebody who is known/);
});

test('a runner that is killed takes its server with it', async () => {
  const child = spawn('scripts/with-server.sh', ['bash', '-c', 'echo "up $MIGRATIE_URL"; sleep 60'], { cwd: project, env, detached: true });
  const url = await new Promise((resolve) => { let text = ''; child.stdout.on('data', (chunk) => { const found = /up (http\S+)/.exec((text += chunk)); if (found) resolve(found[1]); }); });
  process.kill(-child.pid, 'SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
  await assert.rejects(fetch(`${url}/health`));
  assert.deepEqual(servers(), []);
  assert.ok(!isAlive(child.pid));
});

test('a server that does not start fails the runner, with its own words', () => {
  const bad = join(scratch, 'bad-program');
  writeFileSync(bad, '#!/bin/sh\necho "no such database" >&2\nexit 3\n', { mode: 0o755 });
  const result = run('scripts/with-server.sh', ['true'], { MIGRATIE_BIN: bad });
  assert.notEqual(result.status, 0);
  assert.match(result.stderr, /no such database/);
});

test('newman passes the example journey and fails each kind of wrong expectation', () => {
  const wrong = {
    status: { path: '/health', expect: { status: 201 } },
    json: { path: '/api/v1/services', expect: { status: 200, json: { '$.services[0].kind': 'Certificate' } } },
    operator: { path: '/api/v1/services', expect: { status: 200, json: { $: { exists: false } } } },
    header: { path: '/api/v1/services', expect: { status: 200, headers: { 'X-Nothing': 'present' } } },
    problem: { path: '/api/v1/requests', expect: { status: 401, problem: 'forbidden' } },
    violation: { path: '/api/v1/services?limit=0', expect: { status: 400, violations: ['cursor'] } },
    save: { path: '/health', expect: { status: 200 }, save: { nothing: '$.nothing' } },
    text: { path: '/health', expect: { status: 200, text: 'down' } },
    tries: { path: '/health', expect: { status: 200, json: { '$.status': 'down' } }, tries: 2 },
  };
  const journeys = join(project, 'postman/journeys');
  for (const [name, step] of Object.entries(wrong)) writeFileSync(join(journeys, `99-${name}.yaml`), stringify({ name, steps: [{ name, ...step }] }));
  assert.equal(run('node', ['postman/build/journeys.mjs']).status, 0);
  const result = run('scripts/newman.sh');
  assert.notEqual(result.status, 0);
  assert.match(result.stdout, /^ok +01-/m);
  for (const name of Object.keys(wrong)) assert.match(result.stdout, new RegExp(`^FAILED 99-${name}$`, 'm'));
  for (const name of Object.keys(wrong)) rmSync(join(journeys, `99-${name}.yaml`));
  assert.equal(run('node', ['postman/build/journeys.mjs']).status, 0);
  const good = run('scripts/newman.sh', ['01-looking-around']);
  assert.equal(good.status, 0, good.stdout);
});

test('schemathesis passes a server that keeps the contract, and fails one that crashes or answers what the contract does not know', () => {
  const good = run('scripts/schemathesis.sh', ['8', 'applicant'], { SEED: '1' });
  assert.equal(good.status, 0, good.stdout);
  const never = /never reached: (.*)/.exec(good.stdout);
  assert.match(never?.[1] ?? '', /^searchPersons /, 'what an applicant may not do is said to be unreached');
  for (const fault of ['crash', 'leak']) {
    const bad = run('scripts/schemathesis.sh', ['10', 'applicant'], { SEED: '1', STAND_IN_FAULT: fault });
    assert.notEqual(bad.status, 0, `${fault} is found`);
  }
});

test('the contract check finds a file that is not up to date', () => {
  assert.equal(run('scripts/contract.sh').status, 0);
  assert.equal(run('scripts/contract.sh', ['--check']).status, 0);
  for (const file of ['openapi/migratie.json', 'openapi/migratie-3.0.json', 'openapi/views/public.json', 'clients/typescript/src/generated/schema.ts', 'postman/generated/migratie.postman_collection.json', 'postman/collections/01-looking-around.postman_collection.json']) {
    const path = join(project, file);
    const before = readFileSync(path);
    writeFileSync(path, `${before}\n`);
    const result = run('scripts/contract.sh', ['--check']);
    assert.notEqual(result.status, 0, `${file} changed by hand`);
    assert.match(result.stdout, new RegExp(file.split('/').pop().replace(/\./g, '\\.')));
    writeFileSync(path, before);
  }
});

test('an exception for something that is gone fails the lint', () => {
  const file = join(scratch, 'rules.yaml');
  const look = (lists) => {
    const rules = { rules: { 'igm-if-match': { then: { function: 'safety', functionOptions: { check: 'ifMatch', ...lists } } } } };
    writeFileSync(file, stringify(rules));
    return run('node', ['scripts/stale-exceptions.mjs', 'scripts/tests/sample/migratie.yaml', file]);
  };
  assert.equal(look({}).status, 0);
  assert.equal(look({ except: { submitRequest: 'a reason that says something' } }).status, 0);
  assert.equal(look({ except: { submitRequest: '' } }).status, 1, 'an exception needs a reason');
  for (const list of ['except', 'public', 'plurals']) {
    const result = look({ [list]: { bygoneOperation: 'a reason that says something' } });
    assert.equal(result.status, 1);
    assert.match(result.stdout, /bygoneOperation/);
  }
});

test('a process left behind is found, and ended', () => {
  const mark = `run-test-${process.pid}`;
  const sleeper = spawn('sleep', ['60'], { env: { ...env, MIGRATIE_TEST_RUN: mark }, detached: true, stdio: 'ignore' });
  const look = () => run('scripts/nothing-left.sh', [], { MIGRATIE_TEST_RUN: mark });
  const found = look();
  assert.equal(found.status, 1);
  assert.match(found.stdout, /left running: \d+ sleep 60/);
  spawnSync('sleep', ['0.2']);
  assert.equal(look().status, 0);
});
