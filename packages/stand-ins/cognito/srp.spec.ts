import { describe, expect, it } from '@jest/globals';

import { isPassword, isProof, makeVerifier, modPow, N, startExchange, type SrpExchange } from './srp.ts';
import { claimTime, prime, SrpClient } from './testing/srp-client.ts';

const identity = { poolName: 'Abc123xyz', username: 'demo' };
const stored = makeVerifier(identity, 'correct horse');
const now = new Date('2026-11-04T09:05:07Z');
const secretBlock = Buffer.from('a secret block').toString('base64');

/** Runs one sign-in by the independent client, and says whether its proof holds. */
function attempt(password: string, change: (proof: Proof) => Proof = (proof) => proof): boolean {
  const client = new SrpClient('eu-central-1_Abc123xyz');
  const exchange = startExchange(client.publicA, stored.verifier)!;
  const challenge = { SALT: stored.salt, SRP_B: exchange.serverPublic, SECRET_BLOCK: secretBlock };
  const answer = client.answer({ ...challenge, USER_ID_FOR_SRP: 'demo' }, password, claimTime(now));
  const signature = answer['PASSWORD_CLAIM_SIGNATURE']!;
  const claim = { ...identity, secretBlock, timestamp: claimTime(now) };
  const proof = change({ exchange, verifier: stored.verifier, claim, signature });
  return isProof(proof.exchange, proof.verifier, proof.claim, proof.signature);
}
interface Proof {
  exchange: SrpExchange;
  verifier: string;
  claim: Parameters<typeof isProof>[2];
  signature: string;
}

describe('the group', () => {
  it('has the published prime', () => {
    expect(N).toBe(prime);
  });

  it('computes powers as repeated multiplication does', () => {
    expect(modPow(7n, 0n, 13n)).toBe(1n);
    expect(modPow(7n, 5n, 13n)).toBe(7n ** 5n % 13n);
    expect(modPow(N - 1n, 2n, N)).toBe(1n);
    // By Fermat, since the modulus is a prime.
    expect(modPow(3n, N - 1n, N)).toBe(1n);
  });
});

describe('a verifier', () => {
  it('fits its own password and no other', () => {
    expect(isPassword(identity, 'correct horse', stored)).toBe(true);
    expect(isPassword(identity, 'correct horsf', stored)).toBe(false);
    expect(isPassword({ ...identity, username: 'demp' }, 'correct horse', stored)).toBe(false);
  });

  it('is different for the same password each time', () => {
    expect(makeVerifier(identity, 'correct horse')).not.toEqual(stored);
  });
});

describe('a proof', () => {
  it('holds for the right password, twenty times over', () => {
    // Leading zero bytes and sign bits differ from one run to the next.
    for (let run = 0; run < 20; run += 1) expect(attempt('correct horse')).toBe(true);
  });

  it.each<[string, (proof: Proof) => Proof]>([
    ['another verifier', (proof) => ({ ...proof, verifier: makeVerifier(identity, 'correct horse').verifier })],
    ['another server value', (proof) => ({ ...proof, exchange: { ...proof.exchange, serverPublic: 'abcdef' } })],
    ['another client value', (proof) => ({ ...proof, exchange: { ...proof.exchange, clientPublic: 'abcdef' } })],
    ['another user', (proof) => ({ ...proof, claim: { ...proof.claim, username: 'demp' } })],
    ['another pool', (proof) => ({ ...proof, claim: { ...proof.claim, poolName: 'Abc123xyy' } })],
    ['another secret block', (proof) => ({ ...proof, claim: { ...proof.claim, secretBlock: 'AAAA' } })],
    ['another time', (proof) => ({ ...proof, claim: { ...proof.claim, timestamp: claimTime(new Date(0)) } })],
    ['an empty signature', (proof) => ({ ...proof, signature: '' })],
    ['a cut signature', (proof) => ({ ...proof, signature: proof.signature.slice(0, 20) })],
    ['a signature of zeros', (proof) => ({ ...proof, signature: Buffer.alloc(32).toString('base64') })],
  ])('does not hold with %s', (_name, change) => {
    expect(attempt('correct horse', change)).toBe(false);
  });

  it('does not hold for a wrong password', () => {
    expect(attempt('correct horsf')).toBe(false);
  });
});

describe('a client value', () => {
  it.each(['0', '00', N.toString(16), (2n * N).toString(16), '', 'xyz', '-1', 'f'.repeat(5000)])(
    'is refused when it is dangerous or malformed (%#)',
    (clientPublic) => {
      expect(startExchange(clientPublic, stored.verifier)).toBeUndefined();
    },
  );
});
