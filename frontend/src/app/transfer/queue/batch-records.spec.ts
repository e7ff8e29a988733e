/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { arrive, drop, dropWithHandle, firstVisit, handle, hashed, left } from '../testing/batch-driver.ts';
import { openTab, ports, queue, visit } from '../testing/batch-driver.ts';
import { settled } from '../testing/fake-ports.ts';

beforeEach(firstVisit);

describe('the record of a batch', () => {
  it('is never written when all files end before, and is gone when they have ended', async () => {
    const [id = 0] = drop(['a']);
    queue.cancel(id);
    await settled();
    expect(ports.batches.saves).toBe(0);
    drop(['b']);
    await settled();
    expect(ports.batches.byId.size).toBe(1);
    await hashed();
    await arrive();
    expect(ports.batches.byId.size).toBe(0);
  });

  it('has all files when the browser takes it only after a while', async () => {
    const { save } = ports.batches;
    ports.batches.save = () => Promise.reject(new Error('no answer'));
    drop();
    await settled();
    ports.batches.save = save;
    await hashed();
    await arrive();
    visit();
    const { uploadedFiles, missingFiles } = await left();
    expect({ uploadedFiles, missingFiles }).toEqual({ uploadedFiles: 1, missingFiles: 2 });
  });

  it('says that there are handles only when the browser has them', async () => {
    const { keepHandles } = ports.batches;
    ports.batches.keepHandles = () => Promise.reject(new Error('no answer'));
    dropWithHandle();
    await settled();
    await expect(ports.batches.of('anna')).resolves.toMatchObject([{ hasHandles: false }]);
    ports.batches.keepHandles = keepHandles;
    await hashed();
    await arrive();
    const [record] = await ports.batches.of('anna');
    expect([record?.hasHandles, ports.batches.handles.get(record?.id ?? '')]).toEqual([true, [handle]]);
  });

  it('is written again when the browser takes it, also when all its files wait', async () => {
    const { save, keepHandles } = ports.batches;
    ports.batches.save = ports.batches.keepHandles = () => Promise.reject(new Error('no answer'));
    for (const id of dropWithHandle()) queue.pause(id);
    await settled();
    Object.assign(ports.batches, { save, keepHandles });
    queue.batches.writeAgain();
    await settled();
    expect([ports.batches.saves, ports.batches.handles.size]).toEqual([1, 1]);
    queue.batches.writeAgain();
    await settled();
    expect(ports.batches.saves).toBe(1);
    visit();
    await expect(left()).resolves.toMatchObject({ missingFiles: 3, record: { hasHandles: true } });
  });

  it('is not written again when the person has forgotten it meanwhile', async () => {
    const { save } = ports.batches;
    ports.batches.save = () => Promise.reject(new Error('no answer'));
    drop();
    await settled();
    await queue.forgetPerson('anna');
    ports.batches.save = save;
    queue.batches.writeAgain();
    await settled();
    expect(ports.batches.saves).toBe(0);
  });

  it('is not offered while this tab or another has the files', async () => {
    drop();
    await settled();
    await expect(queue.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [] });
    const here = queue;
    openTab();
    const [id] = [...ports.batches.byId.keys()];
    await expect(queue.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [id] });
    const free = queue.batches.untilFree(id!, new AbortController().signal);
    here.cancel(1);
    here.cancel(2);
    here.cancel(3);
    await expect(free).resolves.toBeUndefined();
  });

  it('is left to another tab that has taken it on meanwhile', async () => {
    drop();
    await settled();
    visit();
    const here = queue;
    const { id } = await left();
    openTab();
    await left();
    drop();
    await settled();
    await expect(here.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [id] });
    await expect(left()).resolves.toMatchObject({ id });
  });

  it('is the same for all who ask for it at the same time', async () => {
    drop();
    await settled();
    visit();
    const [first, second] = await Promise.all([queue.batches.left('anna'), queue.batches.left('anna')]);
    expect(second.left[0]).toBe(first.left[0]);
  });

  it('belongs to one person, counts for a sign-out and is forgotten with the person', async () => {
    drop();
    await settled();
    visit();
    await expect(queue.batches.left('bert')).resolves.toEqual({ left: [], elsewhere: [] });
    await expect(queue.keptBy('anna')).resolves.toBe(3);
    await queue.forgetPerson('anna');
    expect(ports.batches.byId.size).toBe(0);
    drop();
    await settled();
    await queue.forgetPerson('anna');
    await settled();
    expect(ports.batches.byId.size).toBe(0);
  });

  it('is discarded when the person does not want it', async () => {
    drop();
    await settled();
    visit();
    const batch = await left();
    await queue.batches.forget(batch);
    expect([batch.isMissing, ports.batches.byId.size]).toEqual([false, 0]);
    await expect(queue.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [] });
  });

  it('is written in groups, not for each file', async () => {
    const free: (() => void)[] = [];
    const { save } = ports.batches;
    ports.batches.save = async (record, files) => {
      await save(record, files);
      await new Promise<void>((resolve) => free.push(resolve));
    };
    drop(Array.from({ length: 50 }, (_, index) => `many/${index}`));
    for (let arrived = 0; arrived < 50; arrived += 1) {
      await hashed();
      await arrive();
    }
    expect(ports.batches.saves).toBe(1);
    free[0]?.();
    await settled();
    expect(ports.batches.byId.size).toBe(0);
  });
});
