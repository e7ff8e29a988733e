/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { keptFile } from './kept-file.ts';

const file = new File(['x'], 'x');
const handle = (asked: PermissionState, answered: PermissionState = 'denied') => ({
  getFile: () => Promise.resolve(file),
  queryPermission: () => Promise.resolve(asked),
  requestPermission: () => Promise.resolve(answered),
});

describe('keptFile', () => {
  it('gives the file when the browser still allows it', async () => {
    await expect(keptFile(handle('granted'))).resolves.toBe(file);
    await expect(keptFile({ getFile: () => Promise.resolve(file) })).resolves.toBe(file);
  });

  it('asks the person when the browser wants that', async () => {
    await expect(keptFile(handle('prompt', 'granted'))).resolves.toBe(file);
    await expect(keptFile(handle('prompt', 'denied'))).resolves.toBeUndefined();
    await expect(keptFile(handle('denied', 'granted'))).resolves.toBeUndefined();
  });

  it('gives nothing when the file is gone', async () => {
    const gone = { ...handle('granted'), getFile: () => Promise.reject(new Error('NotFoundError')) };
    await expect(keptFile(gone)).resolves.toBeUndefined();
  });
});
