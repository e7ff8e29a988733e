/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { browserTabLocks } from './browser-tab-locks.ts';

// Node has no types of the browser's, but the same Web Locks API.
const managers: [string, LockManager | undefined][] = [
  ['Web Locks', navigator.locks],
  ['no Web Locks', undefined],
  ['Web Locks that are denied', { request: denied, query: denied }],
];
function denied(): Promise<never> {
  return Promise.reject(new DOMException('denied', 'SecurityError'));
}

describe.each(managers)('tabs with %s', (_name, manager) => {
  it('work one after the other, also after a failure', async () => {
    const locks = browserTabLocks(manager);
    const first = deferred<undefined>();
    const done: string[] = [];
    const works = [
      locks.during('renewal', async () => {
        await first.promise;
        done.push('first');
        throw new Error('no network');
      }),
      locks.during('renewal', () => Promise.resolve(void done.push('second'))),
    ];
    await locks.during('other', () => Promise.resolve(void done.push('other')));
    first.resolve(undefined);
    const [failed] = await Promise.allSettled(works);
    expect(failed).toMatchObject({ reason: { message: 'no network' } });
    expect(done).toEqual(['other', 'first', 'second']);
  });
});

describe('tabs that use an account', () => {
  it('are counted while they do', async () => {
    const [one, other] = [browserTabLocks(navigator.locks), browserTabLocks(navigator.locks)];
    const [end, endOther] = [one.use('anna'), other.use('anna')];
    expect([await one.users('anna'), await one.users('ben')]).toEqual([2, 0]);
    endOther();
    await navigator.locks.request('anna', { mode: 'shared' }, () => undefined);
    expect(await other.users('anna')).toBe(1);
    end();
  });

  it('cannot be counted without Web Locks', async () => {
    const locks = browserTabLocks(undefined);
    locks.use('anna')();
    expect(await locks.users('anna')).toBeUndefined();
    expect(await browserTabLocks({ request: denied, query: denied }).users('anna')).toBeUndefined();
  });
});
