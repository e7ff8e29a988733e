import { parseArgs } from 'node:util';

export const usage = `Usage: npm run user -- COMMAND [NAME] [options]

NAME is a user name; all commands but add also take the user's e-mail address.

  add NAME …     create users, each with a temporary password
  reset NAME     give a user a new temporary password
  disable NAME   refuse the user and end all sessions
  enable NAME    undo that
  remove NAME    end all sessions and delete the user; stored files stay
  reset-second-factor NAME
                 remove the authenticator app of a user who lost it; asks first
  erase NAME     delete the user with all files, versions, uploads and records, for ever
  list           show all users with their addresses

  --password TEMP   the temporary password of add and reset (otherwise one is made)
  --email ADDRESS   with add and one name: the user's address, taken as verified; it signs in as well
  --csv FILE        with add: the people in a file of comma-separated values with the columns username and email
  --sub SUB         with erase: the id of a user who has files but no account any more, instead of NAME
  --yes NAME        with erase and reset-second-factor: do not ask; repeats the NAME or SUB
  --stack STACK     the users of a deployed stack instead of those on this machine
  --region REGION   with --stack: its region, when your AWS configuration names another`;

const actions = ['add', 'reset', 'disable', 'enable', 'remove', 'reset-second-factor', 'erase', 'list'] as const;

export interface CommandLine {
  readonly action: (typeof actions)[number];
  /** The user names: none for `list` and with `csv` or `sub`, several for `add` only. */
  readonly names: readonly string[];
  readonly password: string | undefined;
  readonly email: string | undefined;
  readonly csv: string | undefined;
  readonly sub: string | undefined;
  readonly yes: string | undefined;
  readonly stack: string | undefined;
  readonly region: string | undefined;
}

/** Reads the arguments. Returns `undefined` for anything but what `usage` describes. */
export function parseCommandLine(args: readonly string[]): CommandLine | undefined {
  const parsed = tryParse(args);
  const [word, ...names] = parsed?.positionals ?? [];
  const action = actions.find((each) => each === word);
  if (!parsed || !action || names.includes('')) return undefined;
  const { password, email, csv, sub, yes, stack, region } = parsed.values;
  const fits =
    fitsNames(action, names.length, { csv, sub }) &&
    (yes === undefined || action === 'erase' || action === 'reset-second-factor') &&
    (sub === undefined || action === 'erase') &&
    (password === undefined || ((action === 'add' || action === 'reset') && names.length === 1)) &&
    (email === undefined || (action === 'add' && names.length === 1)) &&
    (region === undefined || stack !== undefined);
  return fits ? { action, names, password, email, csv, sub, yes, stack, region } : undefined;
}

type NotByName = Pick<CommandLine, 'csv' | 'sub'>;

/** Whether a command takes that many names: `list` and a file take none, `add` takes some, the others one. */
function fitsNames(action: CommandLine['action'], count: number, { csv, sub }: NotByName): boolean {
  if (csv !== undefined) return action === 'add' && count === 0;
  if (sub !== undefined) return action === 'erase' && count === 0;
  if (action === 'list') return count === 0;
  return action === 'add' ? count > 0 : count === 1;
}

function tryParse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { password: text, email: text, csv: text, sub: text, yes: text, stack: text, region: text };
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}
