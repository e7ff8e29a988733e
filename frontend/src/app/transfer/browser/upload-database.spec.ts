/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';
import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';

import { uploadDatabase } from './upload-database.ts';

const name = 'upload-database';

describe('uploadDatabase', () => {
  it('hands out no database that was closed while it was prepared, and opens it anew', async () => {
    // Site data that is cleared closes it.
    const prepare = jest.fn<() => Promise<void>>(() => Promise.resolve()).mockImplementationOnce(() => deleteDB(name));
    const open = uploadDatabase(name, undefined, prepare);
    await expect(open()).rejects.toThrow('The database was closed while it was prepared.');
    await expect((await open()).count('uploads')).resolves.toBe(0);
    expect(prepare).toHaveBeenCalledTimes(2);
  });
});
