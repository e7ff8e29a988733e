import type { BatchFiles, BatchRecord } from '../batch-record.ts';
import type { BatchRecords } from '../ports.ts';

/** Batch records that exist as long as the test. They keep copies, as a database does. */
export class MemoryBatches implements BatchRecords {
  readonly byId = new Map<string, BatchRecord>();
  readonly files = new Map<string, BatchFiles[]>();
  readonly handles = new Map<string, readonly FileSystemHandle[]>();
  readonly pauseMs: number = 0;
  /** Number of writes. */
  saves = 0;

  of = (userId: string): Promise<BatchRecord[]> =>
    Promise.resolve([...this.byId.values()].filter((record) => record.userId === userId).map(copyOf));

  filesOf = (id: string): Promise<BatchFiles[]> => Promise.resolve((this.files.get(id) ?? []).map(copyOfFiles));

  save = (record: BatchRecord, files: BatchFiles): Promise<void> => {
    this.saves += 1;
    this.byId.set(record.id, copyOf(record));
    if (files.paths.length > 0) this.files.set(record.id, [...(this.files.get(record.id) ?? []), copyOfFiles(files)]);
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

const copyOf = (record: BatchRecord): BatchRecord => ({ ...record, settled: record.settled.slice() });

const copyOfFiles = ({ from, paths, sizesBytes, lastModified }: BatchFiles): BatchFiles => ({
  from,
  paths: [...paths],
  sizesBytes: [...sizesBytes],
  lastModified: [...lastModified],
});
