/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { UploadState } from '../../transfer/upload-state.ts';
import { progressOf, wordsOf } from './upload-row-words.ts';
import { sentBytesOf } from '../rows/upload-view.ts';

const view = (state: UploadState, size = 1000, speed?: number, isAgain = false) => {
  const file = Object.defineProperty(new File([], 'a.txt'), 'size', { value: size });
  return {
    id: 1,
    path: 'a.txt',
    file,
    contentType: 'text/plain',
    state,
    sentBytes: sentBytesOf({ state, file }),
    speed,
    isAgain,
  };
};

describe('wordsOf', () => {
  it.each<[UploadState, string]>([
    [{ kind: 'waiting' }, 'Waiting'],
    [{ kind: 'offline' }, 'Waiting for the network'],
    [{ kind: 'no-room' }, 'Waiting: you have too many unfinished uploads. Finish or discard one of them.'],
    [{ kind: 'paused', sentBytes: 0 }, 'Paused'],
    [{ kind: 'paused', sentBytes: 512 }, 'Paused · 512 B of 1 KB'],
    [{ kind: 'comparing', comparedBytes: 1 }, 'Comparing with what has arrived'],
    [{ kind: 'completing' }, 'Finishing'],
    [{ kind: 'starting-again' }, 'Someone changed this name meanwhile, sending again'],
    [{ kind: 'elsewhere' }, 'Another tab is sending this'],
    [{ kind: 'needs-file' }, 'Choose the file again to resume'],
    [{ kind: 'signed-out' }, 'Waiting until you sign in again'],
    [{ kind: 'done', verified: true }, 'Verified · 1 KB'],
    [{ kind: 'done', verified: false }, 'Uploaded · 1 KB'],
    [{ kind: 'conflict', etag: '' }, 'A file with this name already exists.'],
    [{ kind: 'skipped', identical: false }, 'Skipped'],
    [{ kind: 'skipped', identical: true }, 'Already there, identical'],
    [
      { kind: 'failed', reason: 'name-refused', detail: '"a." ends with a dot.' },
      '"a." ends with a dot. Rename the file and choose it again.',
    ],
    [
      { kind: 'failed', reason: 'unavailable', detail: 'said the server' },
      'The service is busy or down. Try again in a minute.',
    ],
    [
      { kind: 'failed', reason: 'changed', partNumber: 3 },
      'This is a different file: it differs from the data that has arrived, first in part 3. Nothing was sent or removed.',
    ],
    [
      { kind: 'failed', reason: 'kept-changing' },
      'Others kept changing the file of this name while yours was sent. Nothing is lost. Try again.',
    ],
    [
      { kind: 'failed', reason: 'above-limit', detail: 'This installation takes files of at most 100 MB.' },
      'This installation takes files of at most 100 MB. Choose a smaller file.',
    ],
    [{ kind: 'failed', reason: 'too-large' }, 'Larger than 48.8 TB, the most that the storage takes in one file.'],
  ])('%j: %s', (state, words) => {
    expect(wordsOf(view(state, 1024))).toBe(words);
  });

  it('says of a file that is sent again why its bytes count from the first one', () => {
    expect(wordsOf(view({ kind: 'sending', sentBytes: 512 }, 1024, undefined, true))).toBe(
      'Sending again · 512 B of 1 KB',
    );
    expect(progressOf(view({ kind: 'starting-again' }))).toBeUndefined();
  });

  it('tells amount, speed and time left while sending', () => {
    expect(wordsOf(view({ kind: 'sending', sentBytes: 1024 }, 10 * 1024, 1024))).toBe(
      '9 sec left · 1 KB of 10 KB · 1 KB/s',
    );
    expect(wordsOf(view({ kind: 'sending', sentBytes: 0 }, 10))).toBe('0 B of 10 B');
  });
});

describe('progressOf', () => {
  it('is a share, also of an empty file and when the browser counts more than the file', () => {
    expect(progressOf(view({ kind: 'sending', sentBytes: 250 }))).toBe(0.25);
    expect(progressOf(view({ kind: 'sending', sentBytes: 1100 }))).toBe(1);
    expect(progressOf(view({ kind: 'sending', sentBytes: 0 }, 0))).toBe(1);
    expect(progressOf(view({ kind: 'comparing', comparedBytes: 500 }))).toBe(0.5);
    expect(progressOf(view({ kind: 'waiting' }))).toBeUndefined();
  });
});
