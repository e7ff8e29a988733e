/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { ZipDirectory } from './zip-directory.ts';
import { ZipLayout } from './zip-layout.ts';

/** A record of the central directory with a name of three bytes, as a library of ZIP passes it on. */
function record(): readonly Uint8Array[] {
  const head = new DataView(new ArrayBuffer(46));
  head.setUint32(0, 0x02014b50, true);
  head.setUint16(28, 3, true);
  return [new Uint8Array(head.buffer), new Uint8Array(3)];
}

function layoutOf(...areAbandoned: readonly boolean[]): ZipLayout {
  const layout = new ZipLayout();
  for (const isAbandoned of areAbandoned) {
    layout.begin('abc');
    layout.end(10, isAbandoned);
  }
  layout.finish();
  return layout;
}

describe('ZipDirectory', () => {
  it('keeps the records of all entries but of those that were abandoned, and knows what stays', () => {
    const directory = new ZipDirectory(layoutOf(false, true, false));
    const kept = [record(), record(), record()].flat().map((piece) => directory.keeps(piece));
    expect(kept).toEqual([true, true, false, false, true, true]);
    expect([directory.isWhole, directory.kept]).toEqual([true, { entryCount: 2, at: 3 * 59, sizeBytes: 98 }]);
  });

  it('is not whole within its last record', () => {
    const directory = new ZipDirectory(layoutOf(false));
    directory.keeps(record()[0]!);
    expect(directory.isWhole).toBe(false);
    expect(new ZipDirectory(layoutOf()).isWhole).toBe(true);
  });

  it('takes nothing else for a record: the archive would be damaged', () => {
    const directory = new ZipDirectory(layoutOf(false));
    expect(() => directory.keeps(new Uint8Array(46))).toThrow('no record');
    expect(() => directory.keeps(new Uint8Array(30))).toThrow('no record');
  });
});
