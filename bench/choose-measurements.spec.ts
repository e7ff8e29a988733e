import { describe, expect, it } from '@jest/globals';

import { chooseMeasurements } from './choose-measurements.ts';

const all = { presign: 1, 's3-listing': 2, 's3-kills': 3, upload: 4 };

describe('the arguments of npm run bench', () => {
  it.each([
    { wanted: [], chosen: ['presign', 's3-listing', 's3-kills', 'upload'] },
    { wanted: ['presign'], chosen: ['presign'] },
    { wanted: ['PreSign'], chosen: ['presign'] },
    { wanted: ['S3'], chosen: ['s3-listing', 's3-kills'] },
    { wanted: ['upload', 'kills'], chosen: ['s3-kills', 'upload'] },
  ])('$wanted choose $chosen', ({ wanted, chosen }) => {
    expect(chooseMeasurements(all, wanted).map(([name]) => name)).toEqual(chosen);
  });

  it('are refused with the right names when one is in no name', () => {
    expect(() => chooseMeasurements(all, ['upload', 'sign-in'])).toThrow(
      'No measurement is named like "sign-in". There are: presign, s3-listing, s3-kills, upload.',
    );
  });
});
