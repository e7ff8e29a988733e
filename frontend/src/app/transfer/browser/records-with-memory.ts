import type { UploadRecords } from '../ports.ts';
import type { UploadRecord } from '../upload-record.ts';

export interface RecordsWithMemory extends UploadRecords {
  /** Gives `lasting` the records that it did not take before. */
  saveAgain(): Promise<void>;
}

/**
 * Returns records that are kept in the memory of the page where `lasting` does not take them. None of its methods
 * rejects. `lost` is called once, when the first record would not survive a reload.
 */
export function recordsWithMemory(lasting: UploadRecords, lost: () => void): RecordsWithMemory {
  const memory = new Map<string, UploadRecord>();
  let isTold = false;
  const records: RecordsWithMemory = {
    async of(userId) {
      const kept = await lasting.of(userId).catch(() => []);
      const own = [...memory.values()].filter((record) => record.userId === userId);
      return [...kept.filter(({ key }) => !memory.has(key)), ...own];
    },
    async save(record) {
      // It is there at once, also when the browser takes its time to refuse it.
      memory.set(record.key, record);
      try {
        await lasting.save(record);
        if (memory.get(record.key) === record) memory.delete(record.key);
      } catch {
        if (!isTold) lost();
        isTold = true;
      }
    },
    async remove(key) {
      memory.delete(key);
      await lasting.remove(key).catch(() => undefined);
    },
    async saveAgain() {
      for (const record of memory.values()) await records.save(record);
    },
  };
  return records;
}
