import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The server's half of SRP-6a as Cognito does it: the 3072-bit group of RFC 3526 (number 15), g = 2, SHA-256 over
 * two's-complement bytes (with a leading zero byte where the first bit is set), and the session key through HKDF.
 * Exponents of 256 bits keep BigInt fast enough: each of the three powers of a sign-in takes about 8 ms, while
 * `createDiffieHellman` spends 1.7 s on proving that N is a safe prime.
 */
export const N = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B' +
    '302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6' +
    '49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D' +
    '670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718' +
    '3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D' +
    'B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
    'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
const g = 2n;
const keyInfo = 'Caldera Derived Key';
const keyBytes = 16;
const exponentBytes = 32;
const saltBytes = 16;

/** What is stored of a password: `verifier` is g^x mod N, both in hex. The password cannot be computed from the two. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

/** The owner of a verifier or a proof: the part of the pool's id after `_`, and the `USER_ID_FOR_SRP`. */
export interface SrpIdentity {
  readonly poolName: string;
  readonly username: string;
}

/** What the server must remember between the two steps of one sign-in. All values are hex. */
export interface SrpExchange {
  readonly clientPublic: string;
  readonly serverPublic: string;
  readonly serverPrivate: string;
}

/** What the client signs with the session key. `secretBlock` is base64, and `timestamp` is as it was sent. */
export interface SrpClaim extends SrpIdentity {
  readonly secretBlock: string;
  readonly timestamp: string;
}

const k = fromBytes(hash(bytesOf(N), bytesOf(g)));

/** Returns base ** exponent mod modulus, for exponents ≥ 0. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Turns a password into what may be stored. */
export function makeVerifier(identity: SrpIdentity, password: string, salt = randomSalt()): PasswordVerifier {
  const x = passwordExponent(identity, password, salt);
  return { salt, verifier: modPow(g, x, N).toString(16) };
}

/** Whether `stored` was made from `password`. ChangePassword needs it, since it sends the password itself. */
export function isPassword(identity: SrpIdentity, password: string, stored: PasswordVerifier): boolean {
  const given = makeVerifier(identity, password, stored.salt).verifier;
  return sameBytes(hash(Buffer.from(given)), hash(Buffer.from(stored.verifier)));
}

/** First step. Returns `undefined` for a client value at which RFC 5054 says to abort: not hex, or 0 mod N. */
export function startExchange(clientPublic: string, verifier: string): SrpExchange | undefined {
  const A = parsePublic(clientPublic);
  if (A === undefined) return undefined;
  const b = fromBytes(randomBytes(exponentBytes));
  const B = (k * fromHex(verifier) + modPow(g, b, N)) % N;
  return { clientPublic: A.toString(16), serverPublic: B.toString(16), serverPrivate: b.toString(16) };
}

/** Second step. Says whether `signature` (base64) proves that its maker knows the password behind `verifier`. */
export function isProof(exchange: SrpExchange, verifier: string, claim: SrpClaim, signature: string): boolean {
  const A = fromHex(exchange.clientPublic);
  const u = fromBytes(hash(bytesOf(A), bytesOf(fromHex(exchange.serverPublic))));
  if (u === 0n) return false;
  const S = modPow(A * modPow(fromHex(verifier), u, N), fromHex(exchange.serverPrivate), N);
  const expected = claimSignature(sessionKey(S, u), claim);
  return sameBytes(expected, Buffer.from(signature, 'base64'));
}

/** HKDF-SHA256 over S with u as salt. */
function sessionKey(S: bigint, u: bigint): Buffer {
  return Buffer.from(hkdfSync('sha256', bytesOf(S), bytesOf(u), keyInfo, keyBytes));
}

function claimSignature(key: Buffer, { poolName, username, secretBlock, timestamp }: SrpClaim): Buffer {
  const block = Buffer.from(secretBlock, 'base64');
  return createHmac('sha256', key).update(poolName).update(username).update(block).update(timestamp).digest();
}

function passwordExponent({ poolName, username }: SrpIdentity, password: string, salt: string): bigint {
  return fromBytes(hash(bytesOf(fromHex(salt)), hash(Buffer.from(`${poolName}${username}:${password}`))));
}

function parsePublic(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{1,1024}$/i.test(hex)) return undefined;
  const value = fromHex(hex);
  return value % N === 0n ? undefined : value;
}

const randomSalt = () => fromBytes(randomBytes(saltBytes)).toString(16);

/** Returns the big-endian two's complement of a number ≥ 0, as Java's `BigInteger.toByteArray` writes it. */
function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

function fromBytes(bytes: Buffer): bigint {
  return fromHex(bytes.toString('hex'));
}

function hash(...parts: readonly Buffer[]): Buffer {
  const sha256 = createHash('sha256');
  for (const part of parts) sha256.update(part);
  return sha256.digest();
}

const sameBytes = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);
