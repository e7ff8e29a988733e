import type { UploadRecords } from '../ports.ts';
import type { UploadDatabase } from './upload-database.ts';

/**
 * Keeps resume records in IndexedDB. A record that was written just before the browser was killed is there afterwards,
 * which localStorage cannot promise.
 */
export function idbRecords(database: UploadDatabase): UploadRecords {
  return {
    of: async (userId) => (await database()).getAllFromIndex('uploads', 'user', userId),
    save: async (record) => {
      await (await database()).put('uploads', record);
    },
    remove: async (key) => (await database()).delete('uploads', key),
  };
}
