/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { isOurApi } from './our-api.ts';

const page = 'https://airlock.example/files?folder=a';
const base = new URL('/api', page);

describe('isOurApi', () => {
  it.each([
    '/api',
    '/api/files',
    '/api/files?path=a',
    'api/files',
    'https://airlock.example/api/files',
    'https://AIRLOCK.example:443/api/files',
  ])('trusts %s', (url) => {
    expect(isOurApi(url, base, page)).toBe(true);
  });

  it.each([
    '/api-evil/files',
    '/apifiles',
    '/other',
    '/API/files',
    '/api/../config.json',
    '/api/%2e%2e/config.json',
    '/api/..\\config.json',
    '//evil.example/api/files',
    'https://evil.example/api/files',
    'https://airlock.example.evil.example/api/files',
    'https://evil.example/https://airlock.example/api/files',
    'https://airlock.example@evil.example/api/files',
    'https://user@airlock.example/api/files',
    'https://user:secret@airlock.example/api/files',
    'https://airlock.example:8443/api/files',
    'http://airlock.example/api/files',
    'blob:https://airlock.example/api/files',
    'data:text/plain,/api/files',
    'https://',
    'https://files.example/bucket/api/files?X-Amz-Signature=1',
  ])('does not trust %s', (url) => {
    expect(isOurApi(url, base, page)).toBe(false);
  });

  it('knows an API on another origin by its exact base', () => {
    const elsewhere = new URL('https://id.execute-api.example/api');
    expect(isOurApi('https://id.execute-api.example/api/files', elsewhere, page)).toBe(true);
    expect(isOurApi('/api/files', elsewhere, page)).toBe(false);
    expect(isOurApi('https://id.execute-api.example/other/files', elsewhere, page)).toBe(false);
  });
});
