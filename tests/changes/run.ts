/**
 * `npm run test:changes`: deletes, restores and moves folders of 10,000 files and files of 1 and 6 GiB on the local stack, kills
 * the stack with SIGKILL at random points on the way, and erases a person with 3,000 files. `-- moves` runs one part; a wrong
 * name lists the right ones. Only `-- very-many` moves 100,000 files. `CHANGED_FILES`, `CHANGED_GIB` and `CHANGED_SEEDS` give
 * other numbers.
 * Prints what S3 was asked. Last line: `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Checks } from './checks.ts';
import { deleteMany } from './delete-many.ts';
import { eraseAPerson } from './erase-a-person.ts';
import { KilledStack } from './killed-stack.ts';
import { moveLarge } from './move-large.ts';
import { moveMany } from './move-many.ts';
import { moveVeryMany } from './move-very-many.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-changes-'));
const ledger = join(directory, 'ledger.jsonl');
const data = join(directory, 'data');
const stack = new KilledStack(data, ledger);
const { check, print } = new Checks();

const parts: Readonly<Record<string, () => Promise<void>>> = {
  deletes: () => deleteMany(check, stack, ledger),
  moves: () => moveMany(check, stack, ledger),
  'very-many': () => moveVeryMany(check, stack),
  erase: () => eraseAPerson(check, data),
  large: () => moveLarge(check),
};
/** 200,000 files are copied, which takes minutes. */
const onlyWhenAsked: ReadonlySet<string> = new Set(['very-many']);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

try {
  await stack.start();
  for (const [name, run] of Object.entries(parts)) {
    if (asked.length === 0 ? !onlyWhenAsked.has(name) : asked.includes(name)) await run();
  }
} finally {
  await stack.close();
  rmSync(directory, { recursive: true, force: true });
}
if (!print()) process.exitCode = 1;
