import { readCommandLine, usage } from './command-line.ts';
import type { SignIn } from './demo-user.ts';
import { StartError } from './start-error.ts';
import { root, startStack, type RunningStack, type StartOptions } from './start-stack.ts';

/** A program that runs beside the stack until the stack stops. */
export type Companion = (
  stack: RunningStack,
  options: StartOptions,
) => Promise<{ readonly close: () => Promise<void> }>;

/**
 * The program behind `npm start` and `npm run dev`: starts the stack, says how to use it, and stops it on SIGINT or
 * SIGTERM. It ends with exit code 1 and one sentence when the stack cannot start.
 */
export async function run(args: readonly string[], extra: StartOptions = {}, companion?: Companion): Promise<void> {
  try {
    const options = readCommandLine(args);
    if (options === 'help') {
      console.log(usage);
      return;
    }
    await runStack({ report: (line) => console.log(line), ...options, ...extra }, companion);
  } catch (error) {
    console.error(sentence(error));
    process.exitCode = 1;
  }
}

async function runStack(options: StartOptions, companion: Companion | undefined): Promise<void> {
  const signal = nextSignal();
  const stack = await startStack(options);
  const beside = await companion?.(stack, options);
  console.log(greeting(stack, options.api));
  console.log(`Ready after ${process.uptime().toFixed(1)} s. Stop with Ctrl+C.`);
  await signal;
  await beside?.close();
  await stack.close();
}

const impatientAfterMs = 1000;

/**
 * Resolves at a signal. Ctrl+C sends two signals to this process, one from the terminal and one from the bootstrap, so
 * only a later signal means "at once".
 */
function nextSignal(): Promise<void> {
  let first: number | undefined;
  return new Promise((resolve) => {
    const onSignal = (): void => {
      first ??= performance.now();
      if (performance.now() - first > impatientAfterMs) process.exit(1);
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  });
}

function greeting({ stack, signIn, samCommand }: RunningStack, api: URL | undefined): string {
  return [
    '',
    `  Airlock   ${stack.webUrl}`,
    `  Sign in   ${signInText(signIn)}`,
    `  Mail      ${stack.mailboxUrl}`,
    ...(api === undefined ? [] : [`  API       ${api.origin}`]),
    ...(samCommand === undefined ? [] : ['', '  The functions in containers:', `  ${samCommand}`]),
    '',
  ].join('\n');
}

function signInText(signIn: SignIn): string {
  switch (signIn.kind) {
    case 'temporary':
      return `${signIn.username}   temporary password: ${signIn.password}`;
    case 'chosen':
      return `${signIn.username}   with the password you chose`;
    case 'own-users':
      return 'as one of the users you created';
  }
}

/**
 * Returns what to print for an error. Errors of the start are sentences; any other error is a mistake in the program,
 * and its stack trace helps.
 */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isMistake = ['TypeError', 'ReferenceError', 'RangeError', 'AssertionError'].includes(error.name);
  return isMistake && !(error instanceof StartError)
    ? (error.stack ?? error.message)
    : error.message.replaceAll(`${root}/`, '');
}
