import type { UploadRecords } from '../ports.ts';
import type { UploadRecord } from '../upload-record.ts';

/** Resume records that exist as long as the test. It keeps copies, as a database does. */
export class MemoryRecords implements UploadRecords {
  readonly byKey = new Map<string, UploadRecord>();

  of = (userId: string): Promise<UploadRecord[]> =>
    Promise.resolve(structuredClone([...this.byKey.values()].filter((record) => record.userId === userId)));

  save = (record: UploadRecord): Promise<void> => {
    this.byKey.set(record.key, structuredClone(record));
    return Promise.resolve();
  };

  remove = (key: string): Promise<void> => {
    this.byKey.delete(key);
    return Promise.resolve();
  };
}
