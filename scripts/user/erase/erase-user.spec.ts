import { AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { eraseUser } from './erase-user.ts';
import type { Stores } from './find-stores.ts';
import { EraseWorld } from './testing/erase-world.ts';

let world: EraseWorld;
let sub: string;
let neighboursKeys: readonly string[];
beforeEach(async () => {
  world = await EraseWorld.start();
  await world.pool.enrol('owner', 'My own password 1');
  sub = await world.subOf('owner');
  // Ids of others that begin alike, and one that is a part of this one.
  for (const other of [`${sub}0`, `${sub}-more`, sub.slice(0, -1)]) await world.fill(other);
  neighboursKeys = await world.keys();
  await world.fill(sub);
});
afterEach(() => world.close());

/** Runs the command once. `typed` is what the person types, for a command line without `--yes`. */
async function erase(wanted: { name: string } | { sub: string }, typed = 'owner', stores = world.stores()) {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  await eraseUser(stores, wanted, undefined, { print, ask: () => Promise.resolve(typed) });
  return printed.join('\n');
}

const ended = new Error('The program was killed.');

/** Makes the clients fail when the answer of their request with that number comes: what it asked for is done. */
function killAt(request: number, { s3, cognito, sfn }: Stores): { requests: () => number } {
  let requests = 0;
  for (const { requestHandler } of [s3.config, cognito.config, sfn.config]) {
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (...args) => {
      requests += 1;
      const answer = await handle(...args);
      if (requests === request) throw ended;
      return answer;
    };
  }
  return { requests: () => requests };
}

const isThere = () =>
  world.subOf('owner').then(
    () => true,
    () => false,
  );

describe('npm run user -- erase', () => {
  it('says what there is, removes all of it and the account, and nothing of anybody else', async () => {
    const printed = await erase({ name: 'owner' });
    const counts = '3 files, 2 earlier versions, 1 deletion, 2 unfinished uploads, 3 records of changes (56 bytes)';
    expect(printed).toContain(`owner has ${counts}.`);
    expect(printed).toContain('owner is erased: no file, version, upload, record or account is left.');
    expect(await world.keys()).toEqual(neighboursKeys);
    expect(await isThere()).toBe(false);
  });

  it('stops a change that runs', async () => {
    await erase({ name: 'owner' });
    expect(world.stopped).toBe(1);
  });

  it('changes nothing until the name is repeated', async () => {
    const before = await world.keys();
    await expect(erase({ name: 'owner' }, 'Owner')).rejects.toThrow('Nothing was erased: "owner" was not repeated.');
    expect(await world.keys()).toEqual(before);
    expect((await world.pool.signIn('owner', 'My own password 1')).status).toBe(200);
  });

  it('goes on, whichever of its requests was the last before it was killed', async () => {
    const stores = world.stores();
    const { requests } = killAt(Infinity, stores);
    await erase({ name: 'owner' }, 'owner', stores);
    expect(requests()).toBeGreaterThan(20);
    for (let request = 1; request <= requests(); request += 1) await killAndRepeat(request);
  }, 90_000);

  /** Enrols the person again, kills the program at that request and repeats it. */
  async function killAndRepeat(request: number): Promise<void> {
    // Cognito lets an administrator sign somebody out a few times a second only.
    world.pool.pass(1);
    await world.pool.enrol('owner', 'My own password 1');
    sub = await world.subOf('owner');
    await world.fill(sub);
    const stores = world.stores();
    killAt(request, stores);
    await expect(erase({ name: 'owner' }, 'owner', stores)).rejects.toBe(ended);
    // The account goes last: it is the only way from a name to the files.
    expect((await isThere()) || (await world.keys()).length === neighboursKeys.length).toBe(true);
    const way = (await isThere()) ? { name: 'owner' } : { sub };
    await erase(way, 'sub' in way ? sub : 'owner');
    expect(await world.keys()).toEqual(neighboursKeys);
    expect(await isThere()).toBe(false);
  }

  it('disables the account before it removes anything', async () => {
    const stores = world.stores();
    const before = await world.keys();
    // After the look at the account and the counting: 1 + 3 lists of versions + 1 of uploads.
    killAt(6, stores);
    await expect(erase({ name: 'owner' }, 'owner', stores)).rejects.toBe(ended);
    expect((await world.pool.signIn('owner', 'My own password 1')).status).toBe(400);
    expect(await world.keys()).toEqual(before);
  });

  it('says until when a session from before could still store something, and how to look then', async () => {
    const printed = await erase({ name: 'owner' });
    const again = `run the same command with "erase --sub ${sub}" after that`;
    expect(printed).toMatch(/could still store files until \d{4}-\d\d-\d\d \d\d:\d\d UTC: /);
    expect(printed).toContain(again);
    await world.fill(sub);
    expect(await erase({ sub }, sub)).toContain(`${sub} is erased`);
    expect(await world.keys()).toEqual(neighboursKeys);
    expect(await erase({ sub }, sub)).toBe(`Nothing is left of ${sub}.`);
  });

  it('needs no second look at an account that has been disabled for long', async () => {
    // 60 minutes of an access token and 15 of a URL before now.
    world.pool.pass(-75 * 60);
    await world.pool.admin().send(new AdminDisableUserCommand({ ...world.pool.ids, Username: 'owner' }));
    world.pool.pass(75 * 60);
    expect(await erase({ name: 'owner' })).toContain('No session from before can store anything any more.');
  });

  it.each([
    [{ name: 'nobody' }, /^There is no user nobody: "list" shows who there is\. These have files here but no account/],
    [{ sub: 'a/b' }, /^a\/b is no sub: it looks like /],
    [{ sub: '' }, / is no sub: /],
  ])('%j: a sentence with the way on', async (wanted, sentence) => {
    await expect(erase(wanted)).rejects.toThrow(sentence);
    expect((await world.keys()).length).toBeGreaterThan(neighboursKeys.length);
  });

  it('names those who have files but no account', async () => {
    await expect(erase({ name: 'nobody' })).rejects.toThrow(
      `no account any more: ${sub.slice(0, -1)}, ${sub}-more, ${sub}0; "erase --sub SUB"`,
    );
  });

  it('refuses the id of an account that is there', async () => {
    await expect(erase({ sub }, sub)).rejects.toThrow(`${sub} is the account owner: "erase owner" erases it.`);
  });
});
