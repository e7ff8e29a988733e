import type { BatchRecords } from '../ports.ts';
import type { UploadDatabase } from './upload-database.ts';

/** Time between two writes of a batch. What arrives within it is sent once more after a kill, and found identical. */
const pauseMs = 250;

/** Keeps the records of batches in IndexedDB. */
export function idbBatches(database: UploadDatabase): BatchRecords {
  return {
    pauseMs,
    of: async (userId) => (await database()).getAllFromIndex('batches', 'user', userId),
    filesOf: async (id) => (await database()).getAll('files', rangeOf(id)),
    save: async (record, files) => {
      const writing = (await database()).transaction(['batches', 'files'], 'readwrite');
      const batch = writing.objectStore('batches').put(record);
      const added = files.paths.length > 0 && writing.objectStore('files').put(files, [record.id, files.from]);
      await Promise.all([batch, added, writing.done]);
    },
    remove: async (id) => {
      const writing = (await database()).transaction(['batches', 'files', 'handles'], 'readwrite');
      await Promise.all([
        writing.objectStore('batches').delete(id),
        writing.objectStore('files').delete(rangeOf(id)),
        writing.objectStore('handles').delete(id),
        writing.done,
      ]);
    },
    keepHandles: async (id, handles) => {
      await (await database()).put('handles', handles, id);
    },
    handlesOf: async (id) => (await (await database()).get('handles', id)) ?? [],
  };
}

const rangeOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity]);
