/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { changedList, missingList } from './archive-lists.ts';

describe('the lists of an archive', () => {
  it('name what is missing, with the reason, so that every editor shows it', () => {
    expect(missingList('Missing:', [{ path: 'a/b', words: 'gone' }])).toBe('\ufeffMissing:\r\n\r\na/b: gone\r\n');
  });

  it('name what is named differently', () => {
    expect(changedList('Changed:', [{ path: 'a:', name: 'a_' }])).toBe('\ufeffChanged:\r\n\r\na: → a_\r\n');
  });

  it('have one line for each name, whatever the name has', () => {
    expect(missingList('Missing:', [{ path: 'a\r\nb\u2028c', words: 'gone' }]).split('\r\n')[2]).toBe(
      'a\ufffd\ufffdb\ufffdc: gone',
    );
  });
});
