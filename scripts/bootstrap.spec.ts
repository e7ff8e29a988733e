import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const bootstrap = join(import.meta.dirname, './bootstrap.mjs');
let root: string;

/** Makes a checkout that has only the bootstrap, a lock file, a program, and an npm of the test. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'airlock-bootstrap-'));
  mkdirSync(join(root, 'scripts'));
  copyFileSync(bootstrap, join(root, 'scripts/bootstrap.mjs'));
  copyFileSync(join(import.meta.dirname, './install-problem.mjs'), join(root, 'scripts/install-problem.mjs'));
  mkdirSync(join(root, 'packages/node'), { recursive: true });
  writeFileSync(
    join(root, 'packages/node/package.json'),
    JSON.stringify({ optionalDependencies: { [nodePackage]: '24.21.0' } }),
  );
  for (const program of ['program.ts', 'local/start.ts', 'scripts/deploy.ts']) writeProgram(program);
  npmDoes('');
  lock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true }));

const noted = (): string => join(root, 'npm-calls.txt');
const platform = process.platform === 'win32' ? 'win' : process.platform;
const nodePackage = `node-${platform}-${process.arch}`;

function writeProgram(name: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), 'console.log("program", process.argv.slice(2).join(" ")); process.exit(7);');
}

/**
 * Makes the fake npm install everything that the lock file names, and this Node as the locked one. `first` runs before
 * it.
 */
function npmDoes(first: string): void {
  writeFileSync(
    join(root, 'npm.js'),
    `${first}
    const fs = require('node:fs');
    fs.appendFileSync(${JSON.stringify(noted())}, process.argv.slice(2).join(' ') + '\\n');
    fs.mkdirSync('node_modules/node-${platform}-${process.arch}/bin', { recursive: true });
    const node = 'node_modules/node-${platform}-${process.arch}/bin/node';
    if (!fs.existsSync(node)) fs.symlinkSync(${JSON.stringify(process.execPath)}, node);
    if (!process.argv.includes('-w')) fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`,
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

const calls = (): readonly string[] => (existsSync(noted()) ? readFileSync(noted(), 'utf8').trim().split('\n') : []);
const asNode = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`,
];

describe('the bootstrap', () => {
  it('installs once, then runs the program with its arguments and passes on its exit code', async () => {
    const first = await run(['program.ts', '--port', '1']);
    expect(first.said).toContain('Installing the packages');
    expect(first.said).toContain('program --port 1');
    expect(first.code).toBe(7);
    expect(calls()).toEqual(['ci --include=dev --loglevel=error --no-progress']);
    const second = await run(['program.ts']);
    expect(second.said).toBe('program \n');
    expect(calls()).toHaveLength(1);
  });

  it('installs again when the lock file names other packages, and not when npm has installed them already', async () => {
    await run(['program.ts']);
    lock('2.0.0');
    await run(['program.ts']);
    expect(calls()).toHaveLength(2);
    lock('3.0.0');
    copyFileSync(join(root, 'package-lock.json'), join(root, 'node_modules/.package-lock.json'));
    await run(['program.ts']);
    expect(calls()).toHaveLength(2);
  });

  it('reports a failed install, and tries again the next time', async () => {
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

  it.each(['18.20.0', '14.0.0'])('tells Node %s in one sentence that it is too old', async (version) => {
    const { code, said } = await run(['program.ts'], asNode(version));
    expect(code).toBe(1);
    expect(said).toContain(`Node ${version} is too old. Install Node 24 from https://nodejs.org`);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(calls()).toEqual([]);
  });

  it('asks for Node 24.15 before it installs anything where npm has no Node for the platform', async () => {
    writeFileSync(
      join(root, 'packages/node/package.json'),
      JSON.stringify({ optionalDependencies: { 'node-plan9-mips': '24.21.0' } }),
    );
    const old = await run(['program.ts'], asNode('22.1.0'));
    expect(old).toMatchObject({ code: 1, said: expect.stringContaining('Install Node 24.15 or newer') });
    expect(old.said.trim().split('\n')).toHaveLength(1);
    expect(calls()).toEqual([]);
    npmDoes(`require('node:fs').mkdirSync('node_modules', { recursive: true });
      require('node:fs').copyFileSync('package-lock.json', 'node_modules/.package-lock.json'); process.exit(0);`);
    expect((await run(['program.ts'], asNode('26.0.0'))).code).toBe(7);
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

describe('the packages that a program needs', () => {
  const product = '-w @airlock/backend -w @airlock/frontend -w @airlock/local';
  const quiet = '--include=dev --loglevel=error --no-progress';

  it('are those of the product for the local stack, with Node where this Node is older', async () => {
    await run(['local/start.ts'], asNode('24.15.0'));
    expect(calls()).toEqual([`ci ${quiet} ${product}`]);
    await run(['local/start.ts'], asNode('22.1.0'));
    expect(calls().slice(1)).toEqual([`install --no-save ${quiet} ${product} -w @airlock/node`]);
  });

  it('are added to the installed ones, and never removed again', async () => {
    await run(['local/start.ts'], asNode('24.15.0'));
    await run(['scripts/deploy.ts'], asNode('24.15.0'));
    await run(['local/start.ts'], asNode('24.15.0'));
    expect(calls()).toEqual([`ci ${quiet} ${product}`, `install --no-save ${quiet} ${product} -w @airlock/scripts`]);
    await run(['program.ts'], asNode('24.15.0'));
    await run(['scripts/deploy.ts'], asNode('20.1.0'));
    expect(calls().slice(2)).toEqual([`install --no-save ${quiet}`]);
  });

  it('are brought up to date together when the lock file changes', async () => {
    await run(['scripts/deploy.ts'], asNode('24.15.0'));
    lock('2.0.0');
    await run(['local/start.ts'], asNode('24.15.0'));
    expect(calls().slice(1)).toEqual([`install --no-save ${quiet} ${product} -w @airlock/scripts`]);
  });

  it('are installed from nothing after an install that was killed', async () => {
    await run(['local/start.ts'], asNode('24.15.0'));
    npmDoes('process.kill(process.ppid, "SIGKILL"); process.kill(process.pid, "SIGKILL");');
    await run(['program.ts'], asNode('24.15.0'));
    npmDoes('');
    expect(await run(['local/start.ts'], asNode('24.15.0'))).toMatchObject({ code: 7 });
    expect(calls().slice(1)).toEqual([`ci ${quiet} ${product}`]);
  });
});

describe('an install that fails', () => {
  it.each([
    ['npm error code ENOTFOUND', 'The npm registry cannot be reached. Connect to the network'],
    ['npm error code ENOSPC', 'The disk is full. Free 1 GB'],
    ['npm error code EACCES', 'This folder or the cache of npm may not be written. Make them yours'],
    ['npm ERR! code ECONNREFUSED', 'The npm registry cannot be reached. Connect to the network'],
  ])('after "%s" says one sentence with the fix', async (line, sentence) => {
    npmDoes(`console.error(${JSON.stringify(line)}); console.error("npm error more of it"); process.exit(1);`);
    const { code, said } = await run(['program.ts']);
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said).not.toContain('npm err');
    expect(said.trim().split('\n')).toHaveLength(2);
  });

  it('for another reason shows the output of npm', async () => {
    npmDoes('console.error("npm error code EOTHER"); process.exit(1);');
    expect((await run(['program.ts'])).said).toContain('npm error code EOTHER');
  });

  it('keeps what was installed before, and programs that need no more go on running', async () => {
    await run(['local/start.ts'], asNode('24.15.0'));
    npmDoes('console.error("npm error code ENOTFOUND"); process.exit(1);');
    expect((await run(['program.ts'], asNode('24.15.0'))).code).toBe(1);
    expect((await run(['local/start.ts'], asNode('24.15.0'))).code).toBe(7);
    npmDoes('');
    expect((await run(['program.ts'], asNode('24.15.0'))).code).toBe(7);
    expect(calls().at(-1)).toMatch(/^install --no-save/);
  });
});
