import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { LockOut } from './lock-out.ts';
import { AttemptStore } from './store/attempt-store.ts';
import { openDatabase } from './store/database.ts';

let directory: string;
let database: DatabaseSync;
let now: number;
let lockOut: LockOut;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-lock-out-'));
  database = openDatabase(directory);
  now = 1_800_000_000_000;
  lockOut = new LockOut(new AttemptStore(database), () => new Date(now));
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

const fail = (times: number) => {
  for (let time = 0; time < times; time += 1) lockOut.failed('demo');
};
const isLocked = () => {
  try {
    lockOut.check('demo');
    return false;
  } catch {
    return true;
  }
};

describe('failed sign-ins', () => {
  it('do not lock before the fifth', () => {
    fail(4);
    expect(isLocked()).toBe(false);
  });

  it.each([
    [5, 1],
    [6, 2],
    [7, 4],
    [10, 32],
    [14, 512],
    [15, 900],
    [40, 900],
  ])('%i of them lock for %i seconds', (failures, seconds) => {
    fail(failures);
    now += seconds * 1000 - 1;
    expect(isLocked()).toBe(true);
    now += 1;
    expect(isLocked()).toBe(false);
  });

  it('lock only their own name', () => {
    fail(8);
    expect(() => lockOut.check('other')).not.toThrow();
  });

  it('are refused with the reason while locked', () => {
    fail(5);
    expect(() => lockOut.check('demo')).toThrow('Password attempts exceeded');
  });

  it('are reset by a success', () => {
    fail(9);
    now += 16_000;
    lockOut.succeeded('demo');
    fail(4);
    expect(isLocked()).toBe(false);
  });

  it('are reset after 15 minutes without an attempt, and not before', () => {
    fail(6);
    now += 899_000;
    lockOut.check('demo');
    lockOut.failed('demo');
    expect(isLocked()).toBe(true);
    now += 900_000;
    expect(isLocked()).toBe(false);
    fail(4);
    expect(isLocked()).toBe(false);
  });

  it('do not lock longer because of attempts while locked', () => {
    fail(6);
    now += 1000;
    expect(isLocked()).toBe(true);
    now += 1000;
    expect(isLocked()).toBe(false);
  });
});
