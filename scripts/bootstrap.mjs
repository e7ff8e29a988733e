/**
 * Runs one of our programs on a bare machine: looks at Node, installs the packages of package-lock.json that the program
 * needs and that are not there yet, then starts the program on Node 24.
 *
 *   node scripts/bootstrap.mjs local/start.ts --port 4300
 *
 * It uses only Node's own modules and only syntax that Node 14 can read: an old Node must get a sentence, not a syntax error.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installProblem } from './install-problem.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.airlock-installed');
const [major, minor] = process.versions.node.split('.').map(Number);
/** Node 24.15 is the oldest Node that runs the Angular CLI and our TypeScript. */
const isNodeRecent = major > 24 || (major === 24 && minor >= 15);
const platform = process.platform === 'win32' ? 'win' : process.platform;

/** The workspaces that the programs of a folder need. Programs of other folders need every workspace and the tools of the root. */
const product = ['backend', 'frontend', 'local'];
const needs = { local: product, scripts: [...product, 'scripts'] };
const everything = 'everything';

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);

async function main([script, ...args]) {
  if (script === undefined) throw new Error('Usage: node scripts/bootstrap.mjs <program> [arguments]');
  checkNode();
  await install(needs[script.split('/')[0]] || [everything]);
  return run(nodeProgram(), ['--disable-warning=ExperimentalWarning', join(root, script), ...args]);
}

/** Throws before anything is installed when neither this Node nor one from npm can run our programs. */
function checkNode() {
  if (major < 20) {
    throw new Error(`Node ${process.versions.node} is too old. Install Node 24 from https://nodejs.org and try again.`);
  }
  if (!isNodeRecent && !hasNodePackage()) {
    throw new Error(
      `Node ${process.versions.node} is too old, and npm has no Node 24 for ${process.platform} ${process.arch}. ` +
        'Install Node 24.15 or newer from https://nodejs.org and try again.',
    );
  }
}

/** The Node packages of npm are built for glibc, so that Alpine Linux cannot run them. */
function hasNodePackage() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'packages/node/package.json'), 'utf8'));
  if (optionalDependencies[`node-${platform}-${process.arch}`] === undefined) return false;
  return process.platform !== 'linux' || process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/**
 * Installs what the wanted workspaces need. The stamp holds the hash of the lock file and the workspaces of the last install
 * that ended well. Where it is missing, the last install was killed or there was none: `npm ci` starts from nothing then.
 */
async function install(wanted) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  const old = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
  const [oldHash, ...present] = old === undefined ? [] : old.split(' ');
  const names = isNodeRecent || wanted.includes(everything) ? wanted : [...wanted, 'node'];
  const isPresent = present.includes(everything) || names.every((name) => present.includes(name));
  if (oldHash === hash && isPresent) return;
  const union = [...new Set([...present, ...names])];
  const isWhole = isInstalled(JSON.parse(lock.toString()));
  const next = isWhole || union.includes(everything) ? [everything] : union;
  if (!isWhole) await runInstall(next, old);
  writeFileSync(stampFile, [hash, ...next].join(' '));
}

async function runInstall(names, old) {
  const selected = names.includes(everything) ? [] : names.map((name) => ['-w', `@airlock/${name}`]);
  const command = old === undefined ? ['ci'] : ['install', '--no-save'];
  const flags = ['--include=dev', '--loglevel=error', '--no-progress', ...[].concat(...selected)];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`Airlock is tested on Linux x64. On ${process.platform} ${process.arch} it is not: see README.md.`);
  }
  const stop = showProgress('Installing the packages of package-lock.json, about a minute …');
  rmSync(stampFile, { force: true });
  const [program, ...first] = npm();
  const { code, said } = await runQuietly(program, [...first, ...command, ...flags]);
  stop();
  if (code === 0) return;
  // npm takes a failed `npm install` back.
  if (old !== undefined && existsSync(modules)) writeFileSync(stampFile, old);
  throw new Error(installProblem(code, said));
}

/** Prints the line once; a terminal also shows the seconds behind it. */
function showProgress(line) {
  if (!process.stdout.isTTY) {
    console.log(line);
    return () => {};
  }
  const began = Date.now();
  const show = () => process.stdout.write(`\r${line} ${Math.round((Date.now() - began) / 1000)} s`);
  show();
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    process.stdout.write('\n');
  };
}

/** npm notes what it installed in node_modules/.package-lock.json: a whole `npm install` by hand needs no second one. */
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

/** The path of Node 24 from the lock file, or of this Node where that is not installed. */
function nodeProgram() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const locked = join(modules, `node-${platform}-${process.arch}`, 'bin', file);
  return existsSync(locked) ? locked : process.execPath;
}

/** Resolves with the exit code and with what the program wrote to standard error; nothing of it is shown. */
async function runQuietly(program, args) {
  let said = '';
  const code = await run(program, args, root, ['ignore', 'ignore', 'pipe'], (chunk) => (said += chunk));
  return { code, said };
}

/** Resolves with the exit code. A signal that ends us goes to the child, which ends in its own time. */
function run(program, args, cwd = process.cwd(), stdio = 'inherit', onError = () => {}) {
  const env = { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH || ''}` };
  const child = spawn(program, args, { stdio, cwd, env, shell: program.endsWith('.cmd') });
  if (child.stderr !== null) child.stderr.on('data', onError);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => child.kill(signal);
  signals.forEach((signal) => process.on(signal, pass));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      signals.forEach((it) => process.removeListener(it, pass));
      resolve(code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code);
    });
  });
}
