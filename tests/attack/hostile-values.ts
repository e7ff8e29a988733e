import {
  maxChangeItems,
  maxFileBytes,
  maxFilesToSign,
  maxListLimit,
  maxPartsToSign,
  maxPathBytes,
} from '@airlock/contract';

import type { Field } from './api.ts';

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { x: nested(depth - 1) });
const every = (type: string) => Object.entries(wrongTypes).flatMap(([name, values]) => (name === type ? [] : values));

/** Values of each JSON type, for places where another type is required. */
const wrongTypes: Readonly<Record<string, readonly unknown[]>> = {
  string: ['text', ''],
  number: [0, -1, 0.5, 1e308],
  boolean: [true, false],
  null: [null],
  array: [[], ['a'], [['a']]],
  object: [{}, { toString: 'a' }, { path: 'a' }, nested(100)],
};
const typeNames: Readonly<Record<string, string>> = { integer: 'number', number: 'number', array: 'array' };

const badChangeIds: readonly string[] = [
  ...['', '.', '..', '../x', 'a/b', '*', '0u1xq3z8k', '-5f8f0f7e6d1c4f0e', '0u1xq3z8k-5f8f0f7e6d1c4f0'],
  ...[
    '0U1XQ3Z8K-5F8F0F7E6D1C4F0E',
    '0u1xq3z8k-5f8f0f7e6d1c4f0ef',
    '0u1xq3z8k-5f8f0f7e6d1c4f0g',
    ' 0u1xq3z8k-5f8f0f7e6d1c4f0e',
  ],
  ...[
    '0u1xq3z8k-5f8f0f7e6d1c4f0e\n',
    '0u1xq3z8k/5f8f0f7e6d1c4f0e',
    '0u1xq3z8k-5f8f0f7e6d1c4f0e.json',
    'x'.repeat(2000),
  ],
];

/** What a file has besides its path when its upload is signed. */
const goodUpload = { sizeBytes: 1, contentType: 'text/plain', crc64nvme: 'AAAAAAAAAAA=' };

/** A path that a file may have and a folder may not, because of its slash. */
const longestPath = 'abcdefghi/'.repeat(98).slice(0, 979).padEnd(maxPathBytes, 'x');

/**
 * Values that the contract must refuse, by the name of the schema or field. They are written by hand, so that the
 * schema is not tested against itself.
 */
const badValues: Readonly<Record<string, readonly unknown[]>> = {
  path: badPaths(),
  storedPath: ['', ...badStoredPaths()],
  newFolder: [...badPaths().filter((it) => it !== 'a/'), 'a//', '//', './', 'a /', longestPath],
  storedFolder: [...badStoredPaths(), 'x'.repeat(maxPathBytes)],
  sizeBytes: [-1, 0.5, 1.5, -0.1, maxFileBytes + 1, Number.MAX_SAFE_INTEGER + 2, 1e300],
  contentType: [
    '',
    'text',
    '/',
    'text/',
    '/plain',
    'text/plain\r\nx: y',
    'text/plain\n',
    'text/pläin',
    'a/b;',
    'a/b; c',
  ].concat([
    'text/plain, text/html',
    ' text/plain',
    'text/plain;charset="utf-8',
    `a/${'b'.repeat(255)}`,
    'text/plain\u0000',
  ]),
  crc64nvme: ['', 'AAAAAAAAAAA', 'AAAAAAAAAAAA', 'AAAAAAAAAAB=', 'AAAAAAAAA-_=', 'AAAAAAAAAAA=\n', ' AAAAAAAAAAA='],
  replaces: ['', '*', '""', '900150983cd24fb0d6963f7d28e17f72', `"${'A'.repeat(32)}"`, `W/"${'a'.repeat(32)}"`].concat([
    `"${'a'.repeat(32)}", "${'b'.repeat(32)}"`,
    `"${'a'.repeat(32)}"\r\nx: y`,
    `"${'a'.repeat(32)}-123456"`,
  ]),
  disposition: ['', 'Inline', 'inline; filename="x"', 'attachment\r\n'],
  limit: ['', '0', '-1', '1.5', '1e3', '0x10', ' 1', '１', String(maxListLimit + 1), '99999', 'NaN', 'Infinity'],
  deep: ['', 'false', 'True', 'TRUE', '1', 'yes', ' true', 'true ', 'true\n', 'truetrue'],
  cursor: ['', '../..', 'a b', 'a+b', 'a'.repeat(2049), 'a\n', '{}', '%00'],
  text: ['', ' ', '\u3000', '\u200b\u200d', 'x'.repeat(256)],
  uploadId: ['.', '..', 'a/b', 'a b', 'a\\b', 'a?b', '../x', 'a'.repeat(1025), 'a\u0000', 'ä', 'a\r\nb'],
  versionId: ['', '.', '..', 'a b', 'a\\b', 'a?b', 'a&b', 'a%2fb', 'a'.repeat(1025), 'a\u0000', 'ä', 'a\r\nb', '*'],
  changeId: badChangeIds,
  change: badChangeIds,
  items: badItems(),
  // A bad file in a list is refused by itself: batches.spec.ts.
  files: [[], many({ path: 'a' }, maxFilesToSign), many({ path: 'a', ...goodUpload }, maxFilesToSign)],
  onConflict: ['', 'Fail', 'fail ', 'overwrite', 'replace', '*'],
  parts: [
    [],
    [null],
    ['1'],
    [{}],
    [{ partNumber: 1 }],
    [{ crc64nvme: 'AAAAAAAAAAA=' }],
    ...[0, -1, 1.5, 10_001, '1', null].map((partNumber) => [{ partNumber, crc64nvme: 'AAAAAAAAAAA=' }]),
    ...['', 'A', null, 1].map((crc64nvme) => [{ partNumber: 1, crc64nvme }]),
    [{ partNumber: 1, crc64nvme: 'AAAAAAAAAAA=', sizeBytes: 1 }],
    Array.from({ length: maxPartsToSign + 1 }, (_, index) => ({ partNumber: index + 1, crc64nvme: 'AAAAAAAAAAA=' })),
  ],
};

/** Returns lists of items that no operation may take: with no item, too many, a bad one, or one that says too much. */
function badItems(): readonly unknown[] {
  const etag = '"900150983cd24fb0d6963f7d28e17f72"';
  const versionId = 'v1';
  const anyOf = (path: unknown) => [{ path }, { path, etag }, { path, versionId }];
  const badOnes = [
    ...[null, 'all', 1, true, [], ['a'], {}, { path: {} }, { etag }, { versionId }, { folder: null }],
    ...['', ...badStoredPaths()].flatMap(anyOf),
    ...badStoredPaths().map((folder) => ({ folder })),
    ...[1, null, ['a'], { a: 1 }].flatMap(anyOf),
    ...['', '*', 'abc', `W/${etag}`, `${etag}, ${etag}`, 1, null].map((bad) => ({ path: 'a', etag: bad })),
    ...['', '..', 'a b', 1, null].map((bad) => ({ path: 'a', versionId: bad })),
    ...anyOf('a').map((item) => ({ ...item, key: 'a' })),
    ...[
      { path: 'a', folder: 'a' },
      { path: 'a', folder: 'a', etag },
      { folder: 'a', etag },
      { folder: 'a', versionId },
    ],
    { path: 'a', etag, versionId },
    ...badPaths().map((to) => ({ path: 'a', etag, to })),
    ...badPaths().flatMap((to) => (to === 'a/' ? [] : [{ folder: 'a', to }])),
    ...[
      { path: 'a', to: 'b' },
      { path: 'a', etag, to: 'b', onConflict: 'fail' },
      { folder: '', to: 'b' },
      { folder: 'a', etag, to: 'b' },
      { path: 'a', folder: 'a', etag, to: 'b' },
    ],
  ];
  return [
    ...['', 'All', '*', []],
    ...badOnes.map((item) => [item]),
    ...anyOf('a').map((item) => [item, null]),
    [{ folder: 'a' }, { folder: '\ud800' }],
    ...[...anyOf('a'), { folder: 'a' }, { path: 'a', etag, to: 'b' }, { folder: 'a', to: 'b' }].map((item) =>
      many(item, maxChangeItems),
    ),
  ];
}

/** Returns a list with one item more than `most`. */
function many(item: unknown, most: number): unknown {
  return Array.from({ length: most + 1 }, () => item);
}

/** Paths under which nothing may be stored. */
function badPaths(): readonly unknown[] {
  const invisible = [
    '\u0000',
    '\t',
    '\n',
    '\r\n',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    ...['\u00ad', '\u034f', '\u115f', '\u200d', '\u2060', '\u3164', '\ufe0f', '\u{e0061}'],
  ];
  return [
    ...badStoredPaths(),
    ...['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/./b', 'a/../b', 'a\\b', ' a', 'a ', 'a/ b', 'a.', 'a./b'],
    ...invisible.map((it) => `a${it}b`),
    ...['e\u0301', '\u212b', 'a'.repeat(256), 'é'.repeat(128)],
  ];
}

/** Paths that no file and no folder can have, whatever tool has stored it. */
function badStoredPaths(): readonly unknown[] {
  return [
    ...['\ud800', 'a\udc00b', '\udc00/x'],
    ...['x'.repeat(maxPathBytes + 1), 'é'.repeat(491), `${'abcdefghi/'.repeat(98)}${'x'.repeat(maxPathBytes - 979)}`],
    'a'.repeat(60_000),
  ];
}

/**
 * Returns values that this field must refuse. In a URL only well-formed text of fewer than 4,000 characters is
 * possible.
 */
export function hostileValues({ name, schema, place, type }: Field): readonly unknown[] {
  const bad = badValues[schema] ?? badValues[name];
  if (bad === undefined)
    throw new Error(`tests/attack/hostile-values.ts has no bad values for "${name}" of the contract.`);
  return place === 'body'
    ? [...bad, ...every(typeNames[type] ?? 'string')]
    : bad.filter((it) => typeof it === 'string' && it.isWellFormed() && it.length < 4000);
}

/** Names that no operation takes as input: names that objects inherit, and names that belong to other layers. */
export const foreignNames: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'],
  ...['key', 'Key', 'bucket', 'Bucket', 'prefix', 'acl', 'ACL', 'tagging', 'headers', 'expiresIn', 'expires', 'region'],
  ...['sub', 'userId', 'user', 'owner', 'caller', 'claims', 'token', 'role', 'isAdmin', 'admin', 'versionId', 'method'],
  ...['', ' ', 'PATH', 'path ', 'path[]', 'path.x', 'path\u0000', 'ключ', '$where', 'x'.repeat(1000)],
];
