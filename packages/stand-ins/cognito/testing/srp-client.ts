import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * A client of Cognito's SRP, written from the published descriptions (RFC 5054, RFC 5869 and the service's challenge
 * parameters). It shares no line with the server, so that the two cannot be wrong in the same way.
 */
const primeHex = [
  'FFFFFFFF FFFFFFFF C90FDAA2 2168C234 C4C6628B 80DC1CD1 29024E08 8A67CC74 020BBEA6 3B139B22 514A0879 8E3404DD',
  'EF9519B3 CD3A431B 302B0A6D F25F1437 4FE1356D 6D51C245 E485B576 625E7EC6 F44C42E9 A637ED6B 0BFF5CB6 F406B7ED',
  'EE386BFB 5A899FA5 AE9F2411 7C4B1FE6 49286651 ECE45B3D C2007CB8 A163BF05 98DA4836 1C55D39A 69163FA8 FD24CF5F',
  '83655D23 DCA3AD96 1C62F356 208552BB 9ED52907 7096966D 670C354E 4ABC9804 F1746C08 CA18217C 32905E46 2E36CE3B',
  'E39E772C 180E8603 9B2783A2 EC07A28F B5C55DF0 6F4C52C9 DE2BCBF6 95581718 3995497C EA956AE5 15D22618 98FA0510',
  '15728E5A 8AAAC42D AD33170D 04507A33 A85521AB DF1CBA64 ECFB8504 58DBEF0A 8AEA7157 5D060C7D B3970F85 A6E1E4C7',
  'ABF5AE8C DB0933D7 1E8C94E0 4A25619D CEE3D226 1AD2EE6B F12FFA06 D98A0864 D8760273 3EC86A64 521F2B18 177B200C',
  'BBE11757 7A615D6C 770988C0 BAD946E2 08E24FA0 74E5AB31 43DB5BFC E0FD108E 4B82D120 A93AD2CA FFFFFFFF FFFFFFFF',
]
  .join('')
  .replaceAll(' ', '');

export const prime = BigInt(`0x${primeHex}`);

const sha256 = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

function padded(value: bigint): string {
  const hex = value.toString(16);
  const whole = hex.length % 2 ? '0' + hex : hex;
  return parseInt(whole.charAt(0), 16) >= 8 ? '00' + whole : whole;
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power(base, exponent / 2n);
  const square = (half * half) % prime;
  return exponent % 2n ? (square * base) % prime : square;
}

export interface VerifierChallenge {
  readonly SALT: string;
  readonly SRP_B: string;
  readonly SECRET_BLOCK: string;
  readonly USER_ID_FOR_SRP: string;
}

export class SrpClient {
  readonly #a = BigInt('0x' + randomBytes(128).toString('hex'));
  readonly #poolName: string;
  readonly publicA = power(2n, this.#a).toString(16);

  constructor(userPoolId: string) {
    this.#poolName = userPoolId.split('_')[1] ?? '';
  }

  /** Returns the `ChallengeResponses` for PASSWORD_VERIFIER. */
  answer(challenge: VerifierChallenge, password: string, timestamp: string): Record<string, string> {
    const user = challenge.USER_ID_FOR_SRP;
    const signature = createHmac('sha256', this.#key(challenge, password))
      .update(this.#poolName + user)
      .update(Buffer.from(challenge.SECRET_BLOCK, 'base64'))
      .update(timestamp);
    return {
      USERNAME: user,
      PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: signature.digest('base64'),
      TIMESTAMP: timestamp,
    };
  }

  #key(challenge: VerifierChallenge, password: string): Buffer {
    const B = BigInt('0x' + challenge.SRP_B);
    const u = BigInt('0x' + sha256(padded(BigInt('0x' + this.publicA)) + padded(B)));
    const inner = createHash('sha256')
      .update(`${this.#poolName}${challenge.USER_ID_FOR_SRP}:${password}`)
      .digest('hex');
    const x = BigInt('0x' + sha256(padded(BigInt('0x' + challenge.SALT)) + inner));
    const k = BigInt('0x' + sha256('00' + primeHex + '02'));
    const base = (((B - k * power(2n, x)) % prime) + prime) % prime;
    const S = power(base, this.#a + u * x);
    const pseudoRandomKey = createHmac('sha256', Buffer.from(padded(u), 'hex')).update(Buffer.from(padded(S), 'hex'));
    const info = Buffer.concat([Buffer.from('Caldera Derived Key'), Buffer.from([1])]);
    return createHmac('sha256', pseudoRandomKey.digest()).update(info).digest().subarray(0, 16);
  }
}

/** Returns the time as `EEE MMM d HH:mm:ss z yyyy`, made from the HTTP date `Tue, 24 Nov 2026 04:00:00 GMT`. */
export function claimTime(date: Date): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}
