/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { contentOf } from './content-kind.ts';
import { encodingOf } from './text-encoding.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
const gif = bytes('GIF89a', [1, 0, 1, 0]);

describe('what a file is', () => {
  it.each([
    ['a.gif', gif, { kind: 'picture', type: 'image/gif', size: { width: 1, height: 1 } }],
    ['a.txt', gif, { kind: 'picture', type: 'image/gif', size: { width: 1, height: 1 } }],
    ['a.png', bytes('<svg onload="x"/>'), { kind: 'text' }],
    ['a.svg', bytes('<svg onload="x"/>'), { kind: 'text' }],
    ['a.md', bytes('# Title'), { kind: 'markdown' }],
    ['a', bytes('%PDF-1.7'), { kind: 'pdf' }],
    ['a.pdf', bytes('<script>'), { kind: 'text' }],
    ['a.mp4', bytes([0, 0, 0, 24], 'ftypisom'), { kind: 'video' }],
    ['a.m4a', bytes([0, 0, 0, 24], 'ftypM4A '), { kind: 'audio' }],
    ['a.heic', bytes([0, 0, 0, 24], 'ftypheic'), { kind: 'none', why: 'camera' }],
    ['a.webm', bytes([0x1a, 0x45, 0xdf, 0xa3]), { kind: 'video' }],
    ['a.mp3', bytes([0xff, 0xfb, 0x90, 0]), { kind: 'audio' }],
    ['a.wav', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), { kind: 'audio' }],
    ['a.zip', bytes('PK', [3, 4, 0, 0]), { kind: 'none', why: 'archive' }],
    ['a.docx', bytes('PK', [3, 4, 0, 0]), { kind: 'none', why: 'office' }],
    ['a.txt', bytes('text', [0], 'text'), { kind: 'none', why: 'unknown' }],
    ['a.txt', bytes([]), { kind: 'none', why: 'empty' }],
    ['a.txt', bytes([0xff, 0xfe, 0x41, 0]), { kind: 'text' }],
    ['a.txt', bytes('caf', [0xe9], ' au lait'), { kind: 'text' }],
    ['a.bin', bytes([0x90, 0xc8, 0x9f, 0xfe]), { kind: 'none', why: 'unknown' }],
  ])('%s is what its bytes say (%#)', (name, head, content) => {
    expect(contentOf(name, head, head.length)).toEqual(content);
  });

  it('is text also when its head ends within a character', () => {
    expect(contentOf('a.txt', bytes('Gr', [0xc3]), 4)).toEqual({ kind: 'text' });
  });
});

describe('the encoding of a text', () => {
  it.each([
    [bytes([0xff, 0xfe, 0x41, 0]), 'utf-16le'],
    [bytes([0xfe, 0xff, 0, 0x41]), 'utf-16be'],
    [bytes([0xef, 0xbb, 0xbf], 'é'), 'utf-8'],
    [bytes('日本'), 'utf-8'],
    [bytes('caf', [0xe9]), 'windows-1252'],
  ])('%# is %s', (all, encoding) => {
    expect(encodingOf(all, false)).toBe(encoding);
  });
});
