import type { BatchFiles, BatchRecord } from '../batch-record.ts';
import type { BatchRecords } from '../ports.ts';

/** Batch records that exist as long as the test. They keep copies, as a database does. */
export class MemoryBatches implements BatchRecords {
  readonly byId = new Map<string, BatchRecord>();
  readonly files = new Map<string, BatchFiles[]>();
  readonly handles = new Map<string, readonly FileSystemHandle[]>();
  /** Number of writes. */
  saves = 0;

  of = (userId: string): Promise<BatchRecord[]> =>
    Promise.resolve(structuredClone([...this.byId.values()].filter((record) => record.userId === userId)));

  filesOf = (id: string): Promise<BatchFiles[]> => Promise.resolve(structuredClone(this.files.get(id) ?? []));

  save = (record: BatchRecord, files: BatchFiles): Promise<void> => {
    this.saves += 1;
    this.byId.set(record.id, structuredClone(record));
    if (files.paths.length > 0)
      this.files.set(record.id, [...(this.files.get(record.id) ?? []), structuredClone(files)]);
    return Promise.resolve();
  };

  remove = (id: string): Promise<void> => {
    this.byId.delete(id);
    this.files.delete(id);
    this.handles.delete(id);
    return Promise.resolve();
  };

  keepHandles = (id: string, handles: readonly FileSystemHandle[]): Promise<void> => {
    this.handles.set(id, handles);
    return Promise.resolve();
  };

  handlesOf = (id: string): Promise<readonly FileSystemHandle[]> => Promise.resolve(this.handles.get(id) ?? []);
}
