import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { parseCommandLine } from './command-line.ts';
import { peopleOf } from './people.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-people-'));
const file = join(directory, 'people.csv');
afterAll(() => rmSync(directory, { recursive: true }));

const peopleIn = (content: string | Buffer) => {
  writeFileSync(file, content);
  return peopleOf(parseCommandLine(['add', '--csv', file])!);
};

describe('peopleOf', () => {
  it.each([
    ['commas', 'username,email\nann,ann@example.com\nbob,\n'],
    ['what Excel saves', '\ufeffEmail;Username\r\nann@example.com;ann\r\n;bob\r\n;\r\n'],
    ['quotes and spaces', '"username" , "email"\n "ann","ann@example.com"\n"bob",""'],
    ['other columns', 'name,username,email\n"Lee, Ann",ann,ann@example.com\n"Bob ""B"" Ray",bob,\n'],
  ])('reads a file with %s', (_, content) => {
    expect(peopleIn(content)).toEqual([
      { name: 'ann', email: 'ann@example.com' },
      { name: 'bob', email: '' },
    ]);
  });

  it('takes a file without addresses, and names in any normal form', () => {
    expect(peopleIn('username\njose\u0301\n')).toEqual([{ name: 'jos\u00e9', email: '' }]);
  });

  it.each([
    ['', 'has no column "username": its first line must be "username,email"'],
    ['ann,ann@example.com\n', 'has no column "username"'],
    ['username,email\n\n', 'names nobody'],
    ['username,email\nann\n\n,bob@example.com\n', 'Line 4 of'],
    ['username,email\nann,a@example.com,x\n', 'has more values than the first line has columns'],
    ['username,email\n"ann,a@example.com\n', 'Line 2 of'],
    ['username,email\nann"a,a@example.com\n', 'has a quote too many or too few'],
    ['username\nann\nbob\nann\n', 'names ann twice: leave one of the lines out'],
    [Buffer.from([0x75, 0xe9]), 'is not in UTF-8: save it again as "CSV UTF-8".'],
  ])('refuses the file %j', (content, sentence) => {
    expect(() => peopleIn(content)).toThrow(sentence);
  });

  it('says that a file is not there', () => {
    expect(() => peopleOf(parseCommandLine(['add', '--csv', join(directory, 'none.csv')])!)).toThrow('cannot be read');
  });
});
