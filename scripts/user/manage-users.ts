import { actions, addUser, signInText } from './actions.ts';
import { parseCommandLine, usage, type CommandLine } from './command-line.ts';
import { eraseUser, type EraseTerminal } from './erase/erase-user.ts';
import { findDeployedStores, findLocalStores } from './erase/find-stores.ts';
import { findDeployedPool, findLocalPool, type FoundPool } from './find-pool.ts';
import { peopleOf } from './people.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { isAboutPerson, userProblem } from './user-problem.ts';

export interface Terminal extends EraseTerminal {
  /** The path of `.local/stack.json` of the stack on this machine. */
  readonly stackFile: string;
  readonly printError: (text: string) => void;
}

/** Runs one command line. Returns the exit code: 0, 1 for a failure, 2 for an unknown command. */
export async function manageUsers(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    terminal.print(usage);
    return 0;
  }
  const line = parseCommandLine(args);
  if (!line) {
    terminal.printError(usage);
    return 2;
  }
  const { action, names, password, stack, region } = line;
  const [name = ''] = names;
  try {
    if (action === 'erase') return await erase(line, terminal);
    const pool = stack === undefined ? findLocalPool(terminal.stackFile) : await findDeployedPool(stack, region);
    if (action === 'add') return await addUsers(pool, line, terminal);
    if (action === 'reset-second-factor') await resetSecondFactor(pool, name, line.yes, terminal);
    else terminal.print(await actions[action](pool, name, password));
    return 0;
  } catch (error) {
    terminal.printError(userProblem(error, { name, stack }));
    return 1;
  }
}

async function erase(
  { names: [name = ''], sub, yes, stack, region }: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const stores = stack === undefined ? findLocalStores(terminal.stackFile) : await findDeployedStores(stack, region);
  await eraseUser(stores, sub === undefined ? { name } : { sub }, yes, terminal);
  return 0;
}

/**
 * Creates each person, and prints a line about each as soon as it is known. One who cannot be created does not keep the
 * others. Throws what would keep all others too, such as credentials that have ended.
 */
async function addUsers(pool: FoundPool, line: CommandLine, { print, printError }: Terminal): Promise<number> {
  const people = peopleOf(line);
  let failed = 0;
  for (const person of people) {
    const { name } = person;
    try {
      const password = await addUser(pool, person, line.password);
      print(people.length === 1 ? signInText(person, password) : `${name}  temporary password: ${password}`);
    } catch (error) {
      if (!isAboutPerson(error)) throw error;
      failed += 1;
      const problem = userProblem(error, { name, stack: line.stack });
      printError(people.length === 1 ? problem : `${name}  not created: ${problem}`);
    }
  }
  if (people.length > 1) print(`${people.length - failed} of ${people.length} users created.`);
  return failed === 0 ? 0 : 1;
}
