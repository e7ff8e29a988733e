import { parseArgs } from 'node:util';

export const usage = `Usage: npm run user -- COMMAND [NAME] [options]

  add NAME       create a user with a temporary password
  reset NAME     give a user a new temporary password
  disable NAME   refuse the user and end all sessions
  enable NAME    undo that
  remove NAME    delete the user; stored files stay
  list           show all users

  --password TEMP   the temporary password of add and reset (otherwise one is made)
  --email ADDRESS   with add: the user's address, taken as verified
  --stack STACK     the users of a deployed stack instead of those on this machine
  --region REGION   with --stack: its region, when your AWS configuration names another`;

const actions = ['add', 'reset', 'disable', 'enable', 'remove', 'list'] as const;

export interface CommandLine {
  readonly action: (typeof actions)[number];
  /** The user name; empty for `list` only. */
  readonly name: string;
  readonly password: string | undefined;
  readonly email: string | undefined;
  readonly stack: string | undefined;
  readonly region: string | undefined;
}

/** Reads the arguments. Returns `undefined` for anything but what `usage` describes. */
export function parseCommandLine(args: readonly string[]): CommandLine | undefined {
  const parsed = tryParse(args);
  const [word, name = '', ...more] = parsed?.positionals ?? [];
  const action = actions.find((each) => each === word);
  if (!parsed || !action || more.length > 0 || (name === '') !== (action === 'list')) return undefined;
  const { password, email, stack, region } = parsed.values;
  const fits =
    (password === undefined || action === 'add' || action === 'reset') &&
    (email === undefined || action === 'add') &&
    (region === undefined || stack !== undefined);
  return fits ? { action, name, password, email, stack, region } : undefined;
}

function tryParse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { password: text, email: text, stack: text, region: text };
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}
