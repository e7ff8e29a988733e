import { describe, expect, it } from '@jest/globals';

import { forwardedFor } from './forwarded-for.ts';

const of = (header: string | undefined) => forwardedFor({ httpMethod: 'GET', headers: { 'X-Forwarded-For': header } });

describe('forwardedFor', () => {
  it.each([
    ['203.0.113.7, 130.176.0.1', '203.0.113.7, 130.176.0.1'],
    ['2001:db8::1, 130.176.0.1', '2001:db8::1, 130.176.0.1'],
    ['203.0.113.7', '203.0.113.7'],
  ])('says over which addresses a request came: %s', (header, said) => {
    expect(of(header)).toBe(said);
  });

  it('believes nothing that the caller wrote before them', () => {
    expect(of('192.0.2.1, <script>, 203.0.113.7, 130.176.0.1')).toBe('203.0.113.7, 130.176.0.1');
  });

  it.each([undefined, '', 'not-an-address', 'eyJhbGciOi, 203.0.113.7', `${'1'.repeat(60)}, 203.0.113.7`])(
    'logs nothing that is no address: %s',
    (header) => {
      expect(of(header)).toBeUndefined();
    },
  );
});
