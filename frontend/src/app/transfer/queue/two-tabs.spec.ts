/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';
import { lockName } from '../upload-record.ts';

const part = 16 * 1024 ** 2;
const size = 10 * part + 5;
let store: FakeStore;

beforeEach(() => {
  store = new FakeStore();
});

const fileOf = (name: string) => new SymbolicFile(size, name, name).file;

/** Opens a tab that sends `names` and gets no further until `letGo` is called. */
async function sending(...names: string[]) {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const ids = names.map((_, index) => `upload-${index + 1}`);
  store.hold = ({ uploadId }) => (ids.includes(uploadId) ? held : Promise.resolve());
  const tab = new Tab(store);
  for (const name of names) tab.add(fileOf(name), name);
  while (store.uploads.size < names.length || store.puts.length < 4) await settled();
  return { tab, letGo };
}

describe('two tabs', () => {
  it('send one upload once: the other waits and learns that it is done', async () => {
    const first = new Tab(store);
    first.add(new SymbolicFile(size).file);
    await first.until('sending');
    const second = new Tab(store);
    expect((await second.unfinished())[0]?.kind).toBe('elsewhere');
    second.add(new SymbolicFile(size).file);
    expect(await second.until('elsewhere', 'failed')).toEqual({ kind: 'elsewhere' });
    expect(await first.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(await second.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
    expect(store.puts).toHaveLength(11);
  });

  it('the other takes over when the first stops', async () => {
    const first = new Tab(store);
    const id = first.add(new SymbolicFile(size).file);
    const second = new Tab(store);
    const paused = store.afterParts(4, () => first.queue.pause(id));
    await first.until('sending');
    second.add(new SymbolicFile(size).file);
    await Promise.all([second.until('elsewhere'), paused]);
    expect(await second.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.resent]).toEqual([1, 0]);
  });

  it('cannot discard what the other one sends', async () => {
    const first = new Tab(store);
    first.add(new SymbolicFile(size).file);
    await first.until('sending');
    const second = new Tab(store);
    const [found] = await second.unfinished();
    await expect(second.queue.discard(found!, new AbortController().signal)).rejects.toThrow('Another tab');
    expect(await first.untilEnd()).toEqual({ kind: 'done', verified: true });
  });

  it('what the first sends keeps no place of the other: its own files go on', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const first = await sending(...names);
    const second = new Tab(store);
    for (const name of names) {
      second.add(fileOf(name), name);
      await second.until('elsewhere');
    }
    second.add(fileOf('own'), 'own');
    expect(await second.until('done', 'failed')).toEqual({ kind: 'done', verified: true });
    first.letGo();
    for (const id of [1, 2, 3, 4]) while (second.state(id).kind !== 'done') await settled();
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([5, 0, 0]);
  });

  it('the other takes over four at a time, however many the first leaves behind', async () => {
    const { signal } = new AbortController();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const path of names) await store.api.startUpload({ path, sizeBytes: size, contentType: 'a/b' }, signal);
    const first = await Promise.all([...store.uploads.keys()].map((id) => store.locks.take(lockName(id))));
    const tab = new Tab(store);
    const ids: number[] = [];
    for (const found of await tab.unfinished()) {
      ids.push(tab.resume(found, fileOf(found.path)));
      await tab.until('elsewhere');
    }
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    store.hold = () => held;
    for (const release of first) void release?.();
    while (store.puts.length < 4) await settled();
    for (let turns = 0; turns < 20; turns += 1) await settled();
    const kinds = ids.map((id) => tab.state(id).kind);
    expect(kinds.filter((kind) => kind === 'waiting')).toHaveLength(2);
    letGo();
    for (const id of ids) while (tab.state(id).kind !== 'done') await settled();
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([6, 0, 0]);
  });

  it('giving it up here leaves alone what the first one sends', async () => {
    const first = await sending('a');
    const second = new Tab(store);
    const id = second.add(fileOf('a'), 'a');
    await second.until('elsewhere');
    second.queue.cancel(id);
    for (let turns = 0; turns < 20; turns += 1) await settled();
    expect([second.state(), store.calls.includes('abortUpload')]).toEqual([{ kind: 'cancelled' }, false]);
    first.letGo();
    expect(await first.tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
  });

  it('what was asked while the first one sent counts for nothing when the other goes on', async () => {
    const first = await sending('a');
    const second = new Tab(store);
    const [found] = await second.unfinished();
    await second.queue.arrivedBytes(found!, new AbortController().signal);
    first.letGo();
    await store.afterParts(4, () => first.tab.pause());
    second.resume(found!, fileOf('a'));
    expect(await second.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
  });
});
