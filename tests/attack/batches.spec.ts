/** Tests the operations that take many files at once: each file has the rules and the caller that it has alone. */
import { operations as table } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import {
  callOperation,
  fieldsOf,
  goodInput,
  goodItem,
  insides,
  operationNamed,
  type Input,
  type Operation,
} from './api.ts';
import { climbingPaths } from './climbing-paths.ts';
import { foreignNames, hostileValues } from './hostile-values.ts';
import { signedRequestsIn } from './signed-request.ts';
import { store } from './storage.ts';
import { openWorld, type World } from './world.ts';

const secretPath = 'private/secret.txt';
const ownPath = 'own/file.txt';
let world: World;

beforeAll(async () => {
  world = await openWorld();
  await store(world, world.owner, secretPath);
  await store(world, world.stranger, ownPath);
}, 120_000);
afterAll(() => world.close());

const batches: readonly Operation[] = table.filter(({ name }) => name.endsWith('-batch'));
const singleOf = ({ name }: Operation): Operation => operationNamed(name.replace(/-batch$/, ''));

const answers = v.object({ files: v.array(v.looseObject({ code: v.optional(v.string()) })) });

/** Asks as the stranger for these files at once. Resolves with the answer about each file, and the text of all. */
async function askFor(operation: Operation, files: readonly unknown[]) {
  const to = { apiUrl: world.apiUrl, token: world.stranger.accessToken };
  const { status, text } = await callOperation(to, operation, { files });
  expect(status).toBe(200);
  return { about: v.parse(answers, JSON.parse(text)).files, text };
}

const most = 100;

describe.each(batches)('$name', (operation) => {
  const good = () => goodItem(operation, ownPath);

  /** Every value that a file may not have, as a file that has everything else right. */
  const badFiles = (): readonly Input[] => {
    const single = singleOf(operation);
    const hostile = fieldsOf(single).flatMap((field) =>
      hostileValues(field).map((value) => ({ ...good(), [field.name]: value })),
    );
    const known = fieldsOf(single).map(({ name }) => name);
    const foreign = foreignNames
      .filter((name) => !known.includes(name))
      .map((name) => Object.fromEntries([...Object.entries(good()), [name, 'x']]));
    const lacking = Object.keys(goodInput(single)).map((name) =>
      Object.fromEntries(Object.entries(good()).filter(([it]) => it !== name)),
    );
    return [...hostile, ...foreign, ...lacking];
  };

  it('refuses each file that breaks a rule by itself, and signs the files around it', async () => {
    const files = badFiles();
    // A body has room for a few of the longest values only.
    for (let from = 0; from < files.length; from += 10) {
      const some = files.slice(from, from + 10);
      const { about, text } = await askFor(operation, [good(), ...some, good()]);
      expect(about).toHaveLength(some.length + 2);
      for (const [index, file] of some.entries()) {
        const code: unknown = expect.stringMatching(/^invalid-(?:path|request)$/);
        expect({ file, answer: about[index + 1] }).toMatchObject({ file, answer: { code } });
      }
      expect([about[0]?.code, about.at(-1)?.code]).toEqual([undefined, undefined]);
      expect(signedRequestsIn(text)).toHaveLength(2);
      expect(text.replaceAll(/"url":"[^"]*"/g, '')).not.toMatch(insides);
    }
  }, 60_000);

  it('signs nothing outside the caller’s own prefix, whatever is asked for beside the caller’s own files', async () => {
    const home = `/${world.running.stack.filesBucket}/${world.stranger.keyPrefix}`;
    const paths = [secretPath, ...climbingPaths(world.owner.keyPrefix, secretPath)].flatMap((path) => [path, ownPath]);
    for (let from = 0; from < paths.length; from += most) {
      const files = paths.slice(from, from + most).map((path) => goodItem(operation, path));
      const { about, text } = await askFor(operation, files);
      const codesOfOwn = files.flatMap((file, index) => (file['path'] === ownPath ? [about[index]?.code] : []));
      expect(new Set(codesOfOwn)).toEqual(new Set([undefined]));
      for (const { url } of signedRequestsIn(text)) {
        expect(decodeURIComponent(new URL(url).pathname).startsWith(home)).toBe(true);
      }
    }
  });

  it('takes 100 files and no more', async () => {
    const { about } = await askFor(operation, Array.from({ length: most }, good));
    expect(about.filter(({ code }) => code === undefined)).toHaveLength(most);
    const to = { apiUrl: world.apiUrl, token: world.stranger.accessToken };
    const files = Array.from({ length: most + 1 }, good);
    expect((await callOperation(to, operation, { files })).status).toBe(400);
  });
});

describe('presign-get-batch', () => {
  it('tells a stranger the same of another user’s file as of none at all', async () => {
    const operation = operationNamed('presign-get-batch');
    const paths = [secretPath, 'private/missing.txt', ownPath];
    const { about } = await askFor(
      operation,
      paths.map((path) => ({ path })),
    );
    expect(about[0]).toMatchObject({ code: 'not-found' });
    expect(about[1]).toEqual(about[0]);
    expect(about[2]?.code).toBeUndefined();
  });
});
