/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { pickFiles, reopen } from './file-handles.ts';

const file = new File(['x'], 'x');
const handle = (asked: PermissionState, answered: PermissionState = 'denied') =>
  ({
    getFile: () => Promise.resolve(file),
    queryPermission: () => Promise.resolve(asked),
    requestPermission: () => Promise.resolve(answered),
  }) as unknown as FileSystemFileHandle;

describe('reopen', () => {
  it('gives the file when the browser still allows it, or has no permissions to ask for', async () => {
    await expect(reopen(handle('granted'))).resolves.toEqual({ kind: 'opened', file });
    const plain = { getFile: () => Promise.resolve(file) } as unknown as FileSystemFileHandle;
    await expect(reopen(plain)).resolves.toEqual({ kind: 'opened', file });
  });

  it('asks the person when the browser wants that, and only then', async () => {
    await expect(reopen(handle('prompt', 'granted'))).resolves.toEqual({ kind: 'opened', file });
    await expect(reopen(handle('prompt', 'denied'))).resolves.toEqual({ kind: 'denied' });
    await expect(reopen(handle('denied', 'granted'))).resolves.toEqual({ kind: 'denied' });
  });

  it('says that the file is gone', async () => {
    const gone = Object.assign(handle('granted'), { getFile: () => Promise.reject(new Error('NotFoundError')) });
    await expect(reopen(gone)).resolves.toEqual({ kind: 'gone' });
  });
});

describe('pickFiles', () => {
  const window = (showOpenFilePicker?: () => Promise<FileSystemFileHandle[]>) =>
    ({ ...(showOpenFilePicker && { showOpenFilePicker }) }) as unknown as Window;

  it('tells a dialog that was closed from one that the browser does not have', async () => {
    const closed = () => Promise.reject(new DOMException('', 'AbortError'));
    const refused = () => Promise.reject(new DOMException('', 'SecurityError'));
    await expect(pickFiles(window(closed), true)).resolves.toEqual({ kind: 'dismissed' });
    await expect(pickFiles(window(refused), true)).resolves.toEqual({ kind: 'unsupported' });
    await expect(pickFiles(window(), true)).resolves.toEqual({ kind: 'unsupported' });
  });
});
