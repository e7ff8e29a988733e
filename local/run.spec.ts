import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listen } from '@airlock/stand-ins/listen.ts';

import { readCommandLine } from './command-line.ts';
import { chooseAddresses } from './addresses.ts';
import { readStackFile, type StackDescription } from './stack-file.ts';
import { call, presignGet, presignPut, put } from './testing/api-calls.ts';
import { startProgram, type Program } from './testing/program.ts';
import { signedInUser } from './testing/stack-user.ts';

const stackProgram = join(import.meta.dirname, 'testing/stack-program.ts');
const allowed = 60_000;
let directory: string;
let programs: Program[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-run-'));
  programs = [];
});
afterEach(async () => {
  for (const { child, end } of programs) {
    child.kill('SIGKILL');
    await end;
  }
  rmSync(directory, { recursive: true });
});

function start(...args: readonly string[]): Program {
  const program = startProgram([
    '--disable-warning=ExperimentalWarning',
    stackProgram,
    '--directory',
    directory,
    ...args,
  ]);
  programs.push(program);
  return program;
}

function described(): StackDescription {
  const stack = readStackFile(directory);
  if (stack === undefined) throw new Error('No stack.json.');
  return stack;
}

describe('the program', () => {
  it(
    'prints how to sign in and which API it uses, stops cleanly on SIGTERM, and prints it again',
    async () => {
      const first = start();
      const said = await first.line(/Sign in/);
      expect(said).toMatch(/demo {3}temporary password: \S{16,}/);
      await first.line(/Ready/);
      expect((await fetch(`${described().webUrl}/config.json`)).status).toBe(200);
      first.child.kill('SIGTERM');
      expect(await first.end).toBe(0);
      expect(readStackFile(directory)).toBeUndefined();
      const second = start('--api', 'http://127.0.0.1:3456');
      expect(await second.line(/Sign in/)).toBe(said);
      expect(await second.line(/API/)).toMatch(/ http:\/\/127\.0\.0\.1:3456$/);
      // This is what Ctrl+C does: the terminal signals the whole group, and the bootstrap passes it on.
      second.child.kill('SIGINT');
      second.child.kill('SIGINT');
      expect(await second.end).toBe(0);
    },
    allowed,
  );

  it(
    'keeps what was stored and shows no half file after kill -9, and starts again',
    async () => {
      const first = start();
      await first.line(/Ready/);
      const before = described();
      const user = await signedInUser(before, 'owner');
      const bytes = Buffer.from('stored before the kill');
      const api = { url: before.apiUrl, accessToken: user.accessToken };
      const stored = await put(await presignPut(api, { path: 'kept.txt', bytes }), bytes);
      expect(stored.status).toBe(200);
      const half = await presignPut(api, { path: 'half.bin', bytes: Buffer.alloc(1_000_000) });
      const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10_000)) });
      const cut = fetch(half.url, { method: 'PUT', headers: half.headers, body, duplex: 'half' }).catch(() => 'cut');
      await call(api, 'GET', '/files');
      first.child.kill('SIGKILL');
      expect(await first.end).toBe('SIGKILL');
      await cut;

      const second = start();
      await second.line(/Ready/);
      const again = { ...api, url: described().apiUrl };
      const listed = await (await call(again, 'GET', '/files')).text();
      expect(listed).toContain('kept.txt');
      expect(listed).not.toContain('half.bin');
      const download = await fetch((await presignGet(again, 'kept.txt')).url);
      expect(await download.text()).toBe(bytes.toString());
    },
    allowed,
  );

  it(
    'refuses to run twice on one folder, in one sentence',
    async () => {
      await start().line(/Ready/);
      const second = start();
      expect(await second.end).toBe(1);
      expect(second.printed()).toBe(
        `A stack is already running on ${directory}: stop it first, or name another folder with --directory.`,
      );
    },
    allowed,
  );

  it.each([
    ['keys.json', '{"admin": '],
    ['keys.json', '{"admin": {"accessKeyId": 1}}'],
    ['demo-user.json', '[]'],
    ['lock', 'this is no database, it is long enough to look like one, and then some more text to fill its first page'],
  ])(
    'names the damaged %s and the fix, without a stack trace',
    async (name, content) => {
      const file = join(directory, name);
      writeFileSync(file, content);
      const program = start();
      expect(await program.end).toBe(1);
      const said = program.printed().split('\n').at(-1);
      expect(said).toBe(`${file} is damaged: delete it with "rm -rf ${file}" and start again.`);
      expect(program.printed()).not.toMatch(/^\s+at /m);
    },
    allowed,
  );

  it.each(['cognito', 's3'])(
    'says in one sentence that the folder %s is damaged',
    async (name) => {
      writeFileSync(join(directory, name), 'not a folder');
      const program = start();
      expect(await program.end).toBe(1);
      expect(program.printed()).toContain(join(directory, name));
      expect(program.printed()).not.toMatch(/^\s+at /m);
    },
    allowed,
  );

  it('names the fix when the folder is a file', async () => {
    writeFileSync(join(directory, 'file'), '');
    const program = startProgram([stackProgram, '--directory', join(directory, 'file')]);
    programs.push(program);
    expect(await program.end).toBe(1);
    expect(program.printed()).toContain('cannot be used as a folder');
  });

  it('prints its usage for --help and for unknown arguments', async () => {
    const help = start('--help');
    expect(await help.end).toBe(0);
    const unknown = start('--colour');
    expect(await unknown.end).toBe(1);
    expect(unknown.printed()).toContain("Unknown option '--colour'");
    expect(unknown.printed()).toContain(help.printed());
  });
});

describe('the command line', () => {
  it('reads every option', () => {
    const args = ['--port', '4300', '--directory', '/tmp/x', '--api', 'http://127.0.0.1:3000', '--docker'];
    args.push('--parameter', 'ScopedCredentials=on', '--parameter', 'Mfa=ON');
    expect(readCommandLine(args)).toEqual({
      parameters: { ScopedCredentials: 'on', Mfa: 'ON' },
      ports: { web: 4300 },
      directory: '/tmp/x',
      api: new URL('http://127.0.0.1:3000'),
      docker: true,
    });
  });

  it.each([
    ['--port', 'many'],
    ['--port', '70000'],
    ['--api', 'ftp://x'],
    ['--api', 'nowhere'],
    ['--parameter', 'Mfa'],
    ['surplus'],
  ])('refuses %s %s', (...args) => {
    expect(() => readCommandLine(args)).toThrow('Usage: npm start');
  });
});

describe('a busy port', () => {
  it('is replaced by the next free port, with a message', async () => {
    const busy = createServer();
    const port = await listen(busy, 0);
    const said: string[] = [];
    const { ports, webUrl } = await chooseAddresses({ web: port, s3: 0, cognito: 0 }, (line) => said.push(line));
    expect(ports.web).toBeGreaterThan(port);
    expect(webUrl).toBe(`http://localhost:${ports.web}`);
    expect(said).toEqual([`Port ${port} is in use: the app is on ${ports.web} instead.`]);
    busy.close();
  });
});

describe('what is kept', () => {
  it('names its keys like temporary credentials, and can be read by its owner only', async () => {
    const program = start();
    await program.line(/Ready/);
    const keys = readFileSync(join(directory, 'keys.json'), 'utf8');
    expect(keys).toMatch(/"accessKeyId": "AKIA[A-Z2-7]{16}"/);
    expect(keys.match(/"accessKeyId": "ASIA[A-Z2-7]{16}"/g)?.length).toBeGreaterThan(3);
  }, 60_000);
});
