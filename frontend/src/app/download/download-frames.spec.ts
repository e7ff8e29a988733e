import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { DownloadFrames } from './download-frames.ts';

const urls = () => Array.from(document.querySelectorAll('iframe'), (frame) => frame.getAttribute('src'));
const open = (url: string, shown: () => void = jest.fn()) => TestBed.inject(DownloadFrames).open(url, shown);

beforeEach(() => document.body.replaceChildren());

describe('DownloadFrames', () => {
  it('requests a file in a hidden frame, and removes the frame once it shows something', () => {
    const shown = jest.fn();
    open('/downloads/1', shown);
    const [frame] = document.querySelectorAll('iframe');
    expect([urls(), frame?.hidden]).toEqual([['/downloads/1'], true]);
    frame?.dispatchEvent(new Event('load'));
    expect([urls(), shown.mock.calls.length]).toEqual([[], 1]);
  });

  it('keeps the last thirty, for a download may still wait for its answer', () => {
    for (let each = 0; each < 32; each += 1) open(`/downloads/${each}`);
    expect([urls().length, urls()[0]]).toEqual([30, '/downloads/2']);
  });

  it('leaves no address behind for the next person', () => {
    open('https://s3/a?X-Amz-Signature=secret');
    TestBed.inject(DownloadFrames).close();
    expect(urls()).toEqual([]);
  });
});
