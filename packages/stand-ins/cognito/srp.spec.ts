import { describe, expect, it } from '@jest/globals';

import { isPassword, isProof, makeVerifier, modPow, N, startExchange, type SrpExchange } from './srp.ts';
import { claimTime, prime, SrpClient } from './testing/srp-client.ts';

const identity = { poolName: 'Abc123xyz', username: 'demo' };
const stored = makeVerifier(identity, 'correct horse');
const now = new Date('2026-11-04T09:05:07Z');
const secretBlock = Buffer.from('a secret block').toString('base64');

/** One sign-in by the independent client, up to the question whether its proof holds. */
function attempt(password: string, change: (parts: Parts) => Parts = (parts) => parts): boolean {
  const client = new SrpClient('eu-central-1_Abc123xyz');
  const exchange = startExchange(client.publicA, stored.verifier)!;
  const challenge = { SALT: stored.salt, SRP_B: exchange.serverPublic, SECRET_BLOCK: secretBlock };
  const answer = client.answer({ ...challenge, USER_ID_FOR_SRP: 'demo' }, password, claimTime(now));
  const signature = answer['PASSWORD_CLAIM_SIGNATURE']!;
  const claim = { ...identity, secretBlock, timestamp: claimTime(now) };
  const parts = change({ exchange, verifier: stored.verifier, claim, signature });
  return isProof(parts.exchange, parts.verifier, parts.claim, parts.signature);
}
interface Parts {
  exchange: SrpExchange;
  verifier: string;
  claim: Parameters<typeof isProof>[2];
  signature: string;
}

describe('the group', () => {
  it('has the published prime', () => {
    expect(N).toBe(prime);
  });

  it('raises as repeated multiplication does', () => {
    expect(modPow(7n, 0n, 13n)).toBe(1n);
    expect(modPow(7n, 5n, 13n)).toBe(7n ** 5n % 13n);
    expect(modPow(N - 1n, 2n, N)).toBe(1n);
    // Fermat: the modulus is a prime.
    expect(modPow(3n, N - 1n, N)).toBe(1n);
  });
});

describe('a verifier', () => {
  it('knows its password and no other', () => {
    expect(isPassword(identity, 'correct horse', stored)).toBe(true);
    expect(isPassword(identity, 'correct horsf', stored)).toBe(false);
    expect(isPassword({ ...identity, username: 'demp' }, 'correct horse', stored)).toBe(false);
  });

  it('is another for the same password each time', () => {
    expect(makeVerifier(identity, 'correct horse')).not.toEqual(stored);
  });
});

describe('a proof', () => {
  it('holds for the right password, twenty times over', () => {
    // Leading zero bytes and sign bits differ from one run to the next.
    for (let run = 0; run < 20; run += 1) expect(attempt('correct horse')).toBe(true);
  });

  it.each<[string, (parts: Parts) => Parts]>([
    ['another verifier', (parts) => ({ ...parts, verifier: makeVerifier(identity, 'correct horse').verifier })],
    ['another server value', (parts) => ({ ...parts, exchange: { ...parts.exchange, serverPublic: 'abcdef' } })],
    ['another client value', (parts) => ({ ...parts, exchange: { ...parts.exchange, clientPublic: 'abcdef' } })],
    ['another user', (parts) => ({ ...parts, claim: { ...parts.claim, username: 'demp' } })],
    ['another pool', (parts) => ({ ...parts, claim: { ...parts.claim, poolName: 'Abc123xyy' } })],
    ['another secret block', (parts) => ({ ...parts, claim: { ...parts.claim, secretBlock: 'AAAA' } })],
    ['another time', (parts) => ({ ...parts, claim: { ...parts.claim, timestamp: claimTime(new Date(0)) } })],
    ['an empty signature', (parts) => ({ ...parts, signature: '' })],
    ['a cut signature', (parts) => ({ ...parts, signature: parts.signature.slice(0, 20) })],
    ['a signature of zeros', (parts) => ({ ...parts, signature: Buffer.alloc(32).toString('base64') })],
  ])('does not hold with %s', (_name, change) => {
    expect(attempt('correct horse', change)).toBe(false);
  });

  it('does not hold for a wrong password', () => {
    expect(attempt('correct horsf')).toBe(false);
  });
});

describe('a client value', () => {
  it.each(['0', '00', N.toString(16), (2n * N).toString(16), '', 'xyz', '-1', 'f'.repeat(5000)])(
    'of a dangerous or malformed kind is refused (%#)',
    (clientPublic) => {
      expect(startExchange(clientPublic, stored.verifier)).toBeUndefined();
    },
  );
});
