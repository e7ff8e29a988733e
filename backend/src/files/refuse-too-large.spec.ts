import { describe, expect, it } from '@jest/globals';

import { refuseTooLarge } from './refuse-too-large.ts';

describe('refuseTooLarge', () => {
  it('lets a file be that is as large as the installation allows', () => {
    expect(() => refuseTooLarge(100, 100)).not.toThrow();
  });

  it.each([
    [1, '1 bytes'],
    [1023, '1023 bytes'],
    [1024, '1 KB'],
    [100 * 1024 ** 2, '100 MB'],
    [1.99 * 1024 ** 3, '1.9 GB'],
    [53_687_091_200_000, '48.8 TB'],
  ])('says what is allowed: %d bytes', (limit, words) => {
    const message = `This installation takes files of at most ${words}.`;
    expect(() => refuseTooLarge(limit + 1, limit)).toThrow(
      expect.objectContaining({ code: 'file-too-large', field: 'sizeBytes', message }),
    );
  });
});
