/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { MemoryRecords } from '../testing/memory-records.ts';
import type { UploadRecord } from '../upload-record.ts';
import { recordsWithMemory } from './records-with-memory.ts';

const record = (key: string, userId = 'anna', savedAtMs = 5) => ({ key, userId, savedAtMs }) as UploadRecord;
const refused = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
const blocked = { of: refused, save: refused, remove: refused };
const lost = jest.fn();
beforeEach(() => void lost.mockReset());

describe('recordsWithMemory', () => {
  it('keeps records in the browser where it lets us', async () => {
    const lasting = new MemoryRecords();
    await recordsWithMemory(lasting, lost).save(record('a'));
    await expect(recordsWithMemory(lasting, lost).of('anna')).resolves.toEqual([record('a')]);
    expect(lost).not.toHaveBeenCalled();
  });

  it('keeps them for this page where the browser blocks them, each for its person, and says so once', async () => {
    const records = recordsWithMemory(blocked, lost);
    await records.save(record('a'));
    await records.save(record('a', 'anna', 6));
    await records.save(record('b', 'bert'));
    await expect(records.of('anna')).resolves.toEqual([record('a', 'anna', 6)]);
    await records.remove('a');
    await expect(records.of('anna')).resolves.toEqual([]);
    await expect(records.of('bert')).resolves.toEqual([record('b', 'bert')]);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('knows the newest state of a record of which the browser has an older one', async () => {
    const lasting = new MemoryRecords();
    await lasting.save(record('a'));
    const records = recordsWithMemory({ of: lasting.of.bind(lasting), save: refused, remove: refused }, lost);
    await records.save(record('a', 'anna', 6));
    await expect(records.of('anna')).resolves.toEqual([record('a', 'anna', 6)]);
  });

  it('gives the browser the records that it took no earlier', async () => {
    const lasting = new MemoryRecords();
    const save = jest.spyOn(lasting, 'save').mockImplementationOnce(refused);
    const records = recordsWithMemory(lasting, lost);
    await records.save(record('a'));
    await expect(lasting.of('anna')).resolves.toEqual([]);
    await records.saveAgain();
    await records.saveAgain();
    await expect(lasting.of('anna')).resolves.toEqual([record('a')]);
    expect(save).toHaveBeenCalledTimes(2);
  });
});
