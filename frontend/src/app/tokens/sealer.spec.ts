/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { webCryptoSealer } from './sealer.ts';

const sealer = webCryptoSealer(crypto);

describe('webCryptoSealer', () => {
  it('opens with the same key, and with no other', async () => {
    const key = sealer.newKey();
    const sealed = await sealer.seal(key, 'a tøken');
    expect(sealed).not.toContain('ken');
    expect(await sealer.open(key, sealed)).toBe('a tøken');
    expect(await sealer.open(sealer.newKey(), sealed)).toBeUndefined();
  });

  it('opens nothing that was changed, or that is no seal at all', async () => {
    const key = sealer.newKey();
    const sealed = await sealer.seal(key, 'text');
    for (const text of [sealed.replace('.', '.A'), '', 'x', '.', 'a.b.c']) {
      expect(await sealer.open(key, text)).toBeUndefined();
    }
    expect(await sealer.open('no key', sealed)).toBeUndefined();
  });

  it('never seals twice in the same way', async () => {
    const key = sealer.newKey();
    expect(await sealer.seal(key, 'text')).not.toBe(await sealer.seal(key, 'text'));
  });
});
