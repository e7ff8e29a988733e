import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { PlainError } from '../plain-error.ts';
import { belongingsOf } from './belongings.ts';
import { countBelongings, countsText, isEmpty } from './count-belongings.ts';
import { findOwner, type Owner, type Wanted } from './find-owner.ts';
import type { Stores } from './find-stores.ts';
import { lastUrlMilliseconds } from './last-url.ts';
import { removeBelongings } from './remove-belongings.ts';

export interface EraseTerminal {
  readonly print: (text: string) => void;
  readonly ask: (question: string) => Promise<string>;
}

/** How often everything is looked through again when something new has come meanwhile. */
const mostRounds = 10;

/**
 * Erases a person for ever: files, versions, deletions, unfinished uploads, records, and at last the account, which is
 * disabled first. Killed at any moment and called again, it goes on. Asks before it changes anything, unless
 * `confirmation` repeats what was asked for.
 */
export async function eraseUser(
  stores: Stores,
  wanted: Wanted,
  confirmation: string | undefined,
  terminal: EraseTerminal,
): Promise<void> {
  const owner = await findOwner(stores, wanted);
  const all = belongingsOf(stores, owner.sub);
  const counts = await countBelongings(all);
  const who = 'sub' in wanted ? wanted.sub : wanted.name;
  if (owner.name === undefined && isEmpty(counts)) {
    terminal.print(`Nothing is left of ${who}.`);
    return;
  }
  terminal.print(`${who} has ${countsText(counts)}.`);
  await confirm(who, confirmation, terminal);
  const disabledAt = await disable(stores, owner);
  await removeUntilNothingIsLeft(stores, owner, terminal.print);
  if (owner.name !== undefined) {
    await stores.cognito.send(new AdminDeleteUserCommand({ UserPoolId: stores.UserPoolId, Username: owner.name }));
  }
  terminal.print(`${who} is erased: no file, version, upload, record or account is left.`);
  terminal.print(await whatMayStillCome(stores, owner.sub, disabledAt));
}

async function confirm(who: string, given: string | undefined, { ask }: EraseTerminal): Promise<void> {
  const question = `This cannot be undone, and no trash keeps anything. Type ${who} to erase all of it: `;
  if ((given ?? (await ask(question))) === who) return;
  throw new PlainError(`Nothing was erased: "${who}" was not repeated. Scripts say --yes ${who}.`);
}

/** Ends all sessions and lets nobody begin another. Returns since when; unknown for an account that is gone. */
async function disable({ cognito, UserPoolId }: Stores, { name, disabledAt }: Owner): Promise<Date | undefined> {
  if (name === undefined || disabledAt !== undefined) return disabledAt;
  await cognito.send(new AdminDisableUserCommand({ UserPoolId, Username: name }));
  await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: name }));
  return new Date();
}

async function removeUntilNothingIsLeft(stores: Stores, { sub }: Owner, print: (text: string) => void): Promise<void> {
  const all = belongingsOf(stores, sub);
  const report = (removed: number): void => print(`  ${removed.toLocaleString('en')} removed`);
  // A session from before may have stored something while the first round went on.
  for (let round = 0; round < mostRounds; round += 1) {
    if ((await removeBelongings(stores, sub, all, report)) === 0) return;
  }
  throw new PlainError('Somebody keeps storing files of this person: wait an hour and run the same command again.');
}

/** Says until when a session from before could store something again, and how to look then. */
async function whatMayStillCome(stores: Stores, sub: string, disabledAt: Date | undefined): Promise<string> {
  const life = await lastUrlMilliseconds(stores);
  const again = `run the same command with "erase --sub ${sub}"`;
  if (disabledAt === undefined) {
    return `A session could store files for ${life / 60_000} minutes after the account went: if that was less long ago, ${again} later.`;
  }
  const end = new Date(disabledAt.getTime() + life);
  if (end <= new Date()) return 'No session from before can store anything any more.';
  return `A session from before could still store files until ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${again} after that.`;
}
