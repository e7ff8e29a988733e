import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';

import type { UploadState } from '../../transfer/upload-state.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { UploadAnnouncer } from './upload-announcer.ts';

describe('UploadAnnouncer', () => {
  it('says once that a file is sent again, until that has ended', async () => {
    const fixture = TestBed.createComponent(UploadAnnouncer);
    const rows = TestBed.inject(UploadRows);
    const upload = { id: 1, path: 'a.bin', file: new File(['abc'], 'a.bin'), contentType: 'a/b' };
    rows.add([{ ...upload, state: { kind: 'completing' } }]);
    const saidAfter = async (state: UploadState) => {
      rows.follow({ ...upload, state });
      rows.flush();
      await fixture.whenStable();
      return (fixture.nativeElement as Element).querySelector('[role=status]')?.textContent;
    };
    const again = 'Someone changed 1 file of the same name meanwhile. Yours is sent again.';
    expect(await saidAfter({ kind: 'completing' })).toBe('');
    expect(await saidAfter({ kind: 'starting-again' })).toBe(again);
    expect(await saidAfter({ kind: 'sending', sentBytes: 1 })).toBe(again);
    expect(await saidAfter({ kind: 'retrying', atMs: 0 })).toBe(again);
    expect(await saidAfter({ kind: 'done', verified: true })).toBe('1 file uploaded.');
  });
});
