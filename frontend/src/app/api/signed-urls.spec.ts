import { describe, expect, it } from '@jest/globals';

import { haveBucketUrls } from './signed-urls.ts';

const filesUrls = ['https://s3.example/files', 'https://s3.dualstack.example/files'];

describe('haveBucketUrls', () => {
  it.each([
    ['no URL', { files: [{ path: 'url' }], cursor: 'a' }],
    ['nothing', undefined],
    ['a URL of the bucket', { url: 'https://s3.example/files/users/a?X-Amz-Signature=b' }],
    ['a URL of the bucket under its other name', { files: [{ url: 'https://s3.dualstack.example/files/users/a' }] }],
    ['URLs of parts', { parts: [{ url: 'https://s3.example/files/a' }, { url: 'https://s3.example/files/b' }] }],
  ])('takes an answer with %s', (_what, answer) => {
    expect(haveBucketUrls(answer, filesUrls)).toBe(true);
  });

  it.each([
    'https://evil.example/files/a',
    'https://s3.example.evil.example/files/a',
    'https://s3.example/files2/a',
    'https://s3.example/files/../other/a',
    'https://s3.example/files/%2e%2e/other/a',
    'https://s3.example:8443/files/a',
    'https://s3.dualstack.example/files2/a',
    'https://dualstack.example/files/a',
    'https://user@s3.example/files/a',
    'http://s3.example/files/a',
    '//s3.example/files/a',
    '/files/a',
    'javascript:alert(1)',
    'data:text/html,a',
    '',
  ])('refuses %j', (url) => {
    expect(haveBucketUrls({ url }, filesUrls)).toBe(false);
    expect(haveBucketUrls({ parts: [{ url: 'https://s3.example/files/a' }, { url }] }, filesUrls)).toBe(false);
  });
});
