import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const bootstrap = join(import.meta.dirname, './bootstrap.mjs');
let root: string;

/** A checkout that has nothing but the bootstrap, a lock file, a program, and an npm of the test's own. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'airlock-bootstrap-'));
  mkdirSync(join(root, 'scripts'));
  copyFileSync(bootstrap, join(root, 'scripts/bootstrap.mjs'));
  writeFileSync(join(root, 'program.ts'), 'console.log("program", process.argv.slice(2).join(" ")); process.exit(7);');
  npmDoes('');
  lock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true }));

const noted = (): string => join(root, 'npm-calls.txt');
const platform = process.platform === 'win32' ? 'win' : process.platform;

/** The fake installs the package "a" of the lock file, and a Node which is this one. */
function npmDoes(first: string): void {
  writeFileSync(
    join(root, 'npm.js'),
    `${first}
    const fs = require('node:fs');
    fs.appendFileSync(${JSON.stringify(noted())}, process.argv.slice(2).join(' ') + '\\n');
    fs.mkdirSync('node_modules/node-${platform}-${process.arch}/bin', { recursive: true });
    const node = 'node_modules/node-${platform}-${process.arch}/bin/node';
    if (!fs.existsSync(node)) fs.symlinkSync(${JSON.stringify(process.execPath)}, node);
    fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`,
  );
}

function lock(version: string): void {
  const packages = {
    '': { name: 'x' },
    'node_modules/a': { version },
    'node_modules/other-platform': { version: '1.0.0', optional: true, os: ['plan9'], cpu: ['mips'] },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

async function run(
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): Promise<{ code: unknown; said: string }> {
  const env = { ...process.env, npm_execpath: join(root, 'npm.js') };
  const child = spawn(process.execPath, [...nodeArgs, 'scripts/bootstrap.mjs', ...args], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, said };
}

const calls = (): number => (existsSync(noted()) ? readFileSync(noted(), 'utf8').trim().split('\n').length : 0);
const asNode = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`,
];

describe('the bootstrap', () => {
  it('installs once, then runs the program with its arguments and passes its exit code on', async () => {
    const first = await run(['program.ts', '--port', '1']);
    expect(first.said).toContain('Installing the packages');
    expect(first.said).toContain('program --port 1');
    expect(first.code).toBe(7);
    expect(readFileSync(noted(), 'utf8')).toBe('ci --include=dev --no-audit --no-fund\n');
    const second = await run(['program.ts']);
    expect(second.said).toBe('program \n');
    expect(calls()).toBe(1);
  });

  it('installs again when the lock file names something else, and not when npm has done it already', async () => {
    await run(['program.ts']);
    lock('2.0.0');
    await run(['program.ts']);
    expect(calls()).toBe(2);
    lock('3.0.0');
    copyFileSync(join(root, 'package-lock.json'), join(root, 'node_modules/.package-lock.json'));
    await run(['program.ts']);
    expect(calls()).toBe(2);
  });

  it('says so when the install fails, and tries again the next time', async () => {
    npmDoes('process.exit(1);');
    const failed = await run(['program.ts']);
    expect(failed).toMatchObject({ code: 1, said: expect.stringContaining('The packages were not installed') });
    npmDoes('');
    expect((await run(['program.ts'])).code).toBe(7);
  });

  it('starts the program on the Node of the lock file', async () => {
    writeFileSync(join(root, 'program.ts'), 'console.log(process.argv0);');
    const bin = join(root, `node_modules/node-${platform}-${process.arch}/bin`);
    const { said } = await run(['program.ts'], asNode('20.11.0'));
    expect(said).toContain(bin);
  });

  it.each([
    ['18.20.0', 'install Node 20 or newer'],
    ['14.0.0', 'install Node 20 or newer'],
  ])('tells Node %s in one sentence that it is too old', async (version, sentence) => {
    const { code, said } = await run(['program.ts'], asNode(version));
    expect(code).toBe(1);
    expect(said).toContain(`This is Node ${version}: ${sentence}`);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(calls()).toBe(0);
  });

  it('on a platform without a Node of its own needs Node 24.15', async () => {
    npmDoes(`require('node:fs').mkdirSync('node_modules', { recursive: true });
      require('node:fs').copyFileSync('package-lock.json', 'node_modules/.package-lock.json'); process.exit(0);`);
    const old = await run(['program.ts'], asNode('22.1.0'));
    expect(old.said).toContain('install Node 24.15 or newer');
    expect((await run(['program.ts'])).code).toBe(7);
  });

  it('hands signals to the program and waits for its end', async () => {
    writeFileSync(
      join(root, 'program.ts'),
      'process.on("SIGTERM", () => { console.log("stopping"); process.exit(0); }); console.log("up"); setInterval(() => {}, 1e6);',
    );
    const env = { ...process.env, npm_execpath: join(root, 'npm.js') };
    const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'program.ts'], { cwd: root, env });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (String(chunk).includes('up')) child.kill('SIGTERM');
    });
    const [code] = (await once(child, 'close')) as unknown[];
    expect(code).toBe(0);
    expect(said).toContain('stopping');
  });
});
