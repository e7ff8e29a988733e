/**
 * Runs one of our TypeScript programs on a bare machine: installs what package-lock.json names when that is not there
 * yet, then starts the program on the Node 24 that the lock file brings along.
 *
 *   node scripts/bootstrap.mjs local/start.ts --port 4300
 *
 * Node's own modules only, and nothing newer than Node 14 can read: an old Node must get a sentence, not a syntax error.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.airlock-installed');
const oldestNode = 20;

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);

async function main([script, ...args]) {
  if (script === undefined) throw new Error('Usage: node scripts/bootstrap.mjs <script.ts> [arguments]');
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode) {
    throw new Error(
      `This is Node ${process.versions.node}: install Node ${oldestNode} or newer from https://nodejs.org.`,
    );
  }
  await install();
  return run(lockedNode(), ['--disable-warning=ExperimentalWarning', join(root, script), ...args]);
}

/** The hash of the lock file and this platform, as it was when the last install ended well, makes a start quick. */
async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!isInstalled(JSON.parse(lock.toString()))) {
    console.log('Installing the packages of package-lock.json, about a minute …');
    const [program, ...first] = npm();
    const code = await run(program, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'], root);
    if (code !== 0)
      throw new Error('The packages were not installed; the reason is above. Run the same command again.');
  }
  writeFileSync(stampFile, stamp);
}

/** npm notes what it installed in node_modules/.package-lock.json: an `npm install` by hand needs no second one. */
function isInstalled({ packages }) {
  const noted = join(modules, '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.link === true) return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true && !isForHere(wanted) : found.version === wanted.version;
  });
}

function isForHere({ os = [], cpu = [], libc }) {
  return libc === undefined && os.includes(process.platform) && cpu.includes(process.arch);
}

/** npm starts us with its own path; without it, the npm beside this Node. */
function npm() {
  const path = process.env.npm_execpath;
  if (path !== undefined && path.endsWith('.js')) return [process.execPath, path];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Node 24 from the lock file; where that has none for the platform, this Node when it is new enough. */
function lockedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const locked = join(modules, `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(locked)) return locked;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old here: install Node 24.15 or newer from https://nodejs.org.`,
  );
}

/** Resolves with the exit code. A signal that ends us goes to the child, which ends in its own time. */
function run(program, args, cwd = process.cwd()) {
  const env = { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH || ''}` };
  const child = spawn(program, args, { stdio: 'inherit', cwd, env, shell: program.endsWith('.cmd') });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => child.kill(signal);
  signals.forEach((signal) => process.on(signal, pass));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.on('exit', (code, signal) => {
      signals.forEach((it) => process.removeListener(it, pass));
      resolve(code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code);
    });
  });
}
