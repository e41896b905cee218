// What a machine lacks is told with the command that brings it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const scratch = [];
after(() => scratch.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const [, needed] = /^rust-version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'));

/** Prepares a machine that has nothing but what a shell needs, PostgreSQL, a compiler and these programs: name and what it prints. */
function setup(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  scratch.push(folder);
  for (const name of ['bash', 'dirname', 'sed', 'sort', 'head', 'tail', 'id', 'ls', 'cat']) {
    symlinkSync(execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(), join(folder, name));
  }
  for (const [name, says] of Object.entries({ cc: '', 'pkg-config': '', initdb: '', ...programs })) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return spawnSync(join(folder, 'bash'), ['scripts/setup.sh', 'run'], { cwd: root, encoding: 'utf8', env: { PATH: folder, HOME: folder } });
}

const rustup = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y";

test('without cargo the command is printed that installs it', () => {
  const { status, stderr } = setup({ curl: '' });
  assert.equal(status, 1);
  assert.equal(stderr, `error: cargo is missing, and Rust ${needed} or newer is needed. Install it with: ${rustup}\n`);
});

test('without curl it is installed first', () => {
  assert.match(setup({}).stderr, /Install it with: apt-get install --yes curl ca-certificates && curl /);
});

test('a cargo that is too old is told before the build', () => {
  const { status, stderr } = setup({ curl: '', cargo: 'cargo 1.65.0 (4bc8f24d3 2022-10-20)' });
  assert.equal(status, 1);
  assert.equal(stderr, `error: cargo is 1.65.0, and Rust ${needed} or newer is needed. Install it with: ${rustup}\n`);
  assert.match(setup({ cargo: 'cargo 1.9.0', rustup: '' }).stderr, /cargo is 1\.9\.0, .*Install it with: rustup update stable && rustup default stable\n$/);
});

test('the version that is asked for, and a newer one, will do', () => {
  for (const version of [needed, `${needed}.0`, '1.100.1', '2.0.0-nightly']) {
    const { status, stderr } = setup({ cargo: `cargo ${version} (0123456 2026-01-01)` });
    assert.equal(status, 0, `${version}: ${stderr}`);
  }
});
