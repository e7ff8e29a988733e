import { actions } from './actions.ts';
import { parseCommandLine, usage, type CommandLine } from './command-line.ts';
import { findDeployedPool, findLocalPool, notRunning } from './find-pool.ts';
import { PlainError } from './plain-error.ts';

export interface Terminal {
  /** The path of `.local/stack.json` of the stack on this machine. */
  readonly stackFile: string;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/** Runs one command line. Returns the exit code: 0, 1 for a failure, 2 for an unknown command. */
export async function manageUsers(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = parseCommandLine(args);
  if (!line) {
    terminal.printError(usage);
    return 2;
  }
  try {
    const pool =
      line.stack === undefined ? findLocalPool(terminal.stackFile) : await findDeployedPool(line.stack, line.region);
    terminal.print(await actions[line.action](pool, line));
    return 0;
  } catch (error) {
    terminal.printError(explain(error, line));
    return 1;
  }
}

function explain(error: unknown, { name, stack }: CommandLine): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PlainError) return error.message;
  // The SDK wraps the error of the socket; only its text remains the same.
  if (stack === undefined && error.message.includes('ECONNREFUSED')) return notRunning;
  switch (error.name) {
    case 'UsernameExistsException':
      return `There is a user ${name} already: choose another name, or use "reset ${name}" for a new temporary password.`;
    case 'UserNotFoundException':
      return `There is no user ${name}: "list" shows who there is.`;
    case 'CredentialsProviderError':
      return 'There are no AWS credentials: run "aws configure" or "aws sso login", or set AWS_PROFILE.';
    default:
      return `${error.name}: ${error.message}`;
  }
}
