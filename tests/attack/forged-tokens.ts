import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import { accountScope } from '@airlock/contract';

import type { World } from './world.ts';

type Part = Readonly<Record<string, unknown>>;

export interface ForgedToken {
  readonly name: string;
  readonly token: string;
  /** The authorizer of API Gateway takes any client of the pool and any token that has the scope, so the function refuses these. */
  readonly passesAuthorizer?: boolean;
}

/** Another key of the same kind, which an attacker can make. */
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

function signed(header: Part, claims: Part | string, key: KeyObject, hash = 'sha256'): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${sign(hash, Buffer.from(content), key).toString('base64url')}`;
}

/** Returns tokens that must give access to nothing. Their makers know a good token and everything that is public. */
export function forgedTokens({ owner, running: { stack }, poolKey }: World): readonly ForgedToken[] {
  const claims = claimsOf(owner.accessToken);
  const header = { alg: 'RS256', kid: poolKey.kid };
  const byPool = (changed: Part): string => signed(header, { ...claims, ...changed }, poolKey.privateKey);
  const now = Math.floor(Date.now() / 1000);
  return [
    ...ofOtherAlgorithms(claims, header, poolKey.publicKey),
    ...ofOtherKeys(claims, header, stack.cognitoUrl),
    ...withOtherClaims(claims, byPool, { now, accountClientId: stack.accountClientId }),
    { name: 'an ID token', token: owner.idToken },
    ...malformed(owner.accessToken, claims),
  ];
}

/**
 * Returns tokens with other algorithms. The verifier decides about the algorithm, never the token (RFC 8725, sections
 * 2.1 and 3.1).
 */
function ofOtherAlgorithms(claims: Part, header: Part, publicKey: KeyObject): readonly ForgedToken[] {
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const hmac = (alg: string, secret: string): string => {
    const content = `${encoded({ ...header, alg })}.${encoded(claims)}`;
    return `${content}.${createHmac(alg.replace('HS', 'sha'), secret).update(content).digest('base64url')}`;
  };
  return [
    ...['none', 'None', 'NONE', 'nOnE', ''].map((alg) => ({
      name: `the algorithm "${alg}"`,
      token: `${encoded({ ...header, alg })}.${encoded(claims)}.`,
    })),
    { name: 'HS256 with the public key as JWK', token: hmac('HS256', jwk) },
    { name: 'HS256 with the public key as PEM', token: hmac('HS256', pem) },
    { name: 'HS512 with the public key as PEM', token: hmac('HS512', pem) },
    { name: 'HS256 with an empty secret', token: hmac('HS256', '') },
  ];
}

/** Returns tokens with other keys. Keys that a token names or contains are not trusted (RFC 8725, section 3.10). */
function ofOtherKeys(claims: Part, header: Part, cognitoUrl: string): readonly ForgedToken[] {
  const jwk = { ...foreign.publicKey.export({ format: 'jwk' }), kid: 'mine', alg: 'RS256', use: 'sig' };
  const by = (changed: Part): string => signed({ ...header, ...changed }, claims, foreign.privateKey);
  return [
    { name: 'a foreign key under the pool’s key id', token: by({}) },
    { name: 'a foreign key under an unknown key id', token: by({ kid: 'mine' }) },
    { name: 'no key id', token: by({ kid: undefined }) },
    { name: 'a key id that climbs', token: by({ kid: '../../../../dev/null' }) },
    { name: 'a key id that is a query', token: by({ kid: "' UNION SELECT 'key" }) },
    { name: 'a key id that is an object', token: by({ kid: { toString: 'k' } }) },
    { name: 'a key id of the prototype', token: by({ kid: '__proto__' }) },
    { name: 'a key of its own (jwk)', token: by({ kid: 'mine', jwk }) },
    { name: 'a key set of its own (jku)', token: by({ kid: 'mine', jku: `${cognitoUrl}/mine.json` }) },
    { name: 'a certificate of its own (x5u)', token: by({ kid: 'mine', x5u: `${cognitoUrl}/mine.pem` }) },
    { name: 'a critical header that nobody knows', token: by({ crit: ['exp'] }) },
    {
      name: 'RS384 by the foreign key',
      token: signed({ ...header, alg: 'RS384' }, claims, foreign.privateKey, 'sha384'),
    },
  ];
}

const forFunctions: ReadonlySet<string> = new Set([
  'the scope of the account beside that of files',
  'the client of account changes with the scope of files',
]);

/** Returns tokens with a valid signature of the pool's own key, which can be refused only because of their claims. */
function withOtherClaims(
  claims: Part,
  byPool: (changed: Part) => string,
  { now, accountClientId }: { readonly now: number; readonly accountClientId: string },
): readonly ForgedToken[] {
  const issuer = String(claims['iss']);
  const changed: Readonly<Record<string, Part>> = {
    'another pool': { iss: issuer.replace(/_\w+$/, '_Other0000') },
    'another region': { iss: issuer.replace('us-east-1.', 'eu-west-1.') },
    'an issuer that only begins right': { iss: `${issuer}.evil.example` },
    'no issuer': { iss: undefined },
    'another client': { client_id: 'another0000000000000000000' },
    'clients as a list': { client_id: [claims['client_id'], 'another'] },
    'no client': { client_id: undefined },
    'the use "id"': { token_use: 'id', aud: claims['client_id'] },
    'the use "refresh"': { token_use: 'refresh' },
    'no use': { token_use: undefined },
    'the use in capitals': { token_use: 'ACCESS' },
    'another scope': { scope: 'openid profile' },
    'a scope that only begins right': { scope: 'airlock/files.read' },
    'the same scope of another resource server': { scope: 'other/files' },
    'the scope of the account': { scope: accountScope },
    'the scope of the account beside that of files': { scope: `${String(claims['scope'])} ${accountScope}` },
    'the scopes as a list': { scope: [claims['scope']] },
    'the client of account changes': { client_id: accountClientId, scope: accountScope },
    'the client of account changes with the scope of files': { client_id: accountClientId },
    'no scope': { scope: undefined },
    'no subject': { sub: undefined },
    'no expiry': { exp: undefined },
    'an expiry as text': { exp: String(now + 3600) },
    'an expiry that has passed': { iat: now - 7200, exp: now - 1 },
    'a time that has not come': { nbf: now + 600 },
  };
  return Object.entries(changed).map(([name, it]) => ({
    name,
    token: byPool(it),
    passesAuthorizer: forFunctions.has(name),
  }));
}

function malformed(good: string, claims: Part): readonly ForgedToken[] {
  const [header = '', payload = '', signature = ''] = good.split('.');
  const other = encoded({ ...claims, sub: '11111111-2222-4333-8444-555555555555' });
  return [
    { name: 'another payload under the old signature', token: `${header}.${other}.${signature}` },
    { name: 'no signature', token: `${header}.${payload}.` },
    { name: 'two parts', token: `${header}.${payload}` },
    { name: 'four parts', token: `${good}.${signature}` },
    { name: 'a signature with a part cut off', token: good.slice(0, -8) },
    { name: 'a payload that is no JSON', token: `${header}.${encoded('{')}.${signature}` },
    { name: 'a payload that is null', token: `${header}.${encoded('null')}.${signature}` },
    { name: 'a header that is a list', token: `${encoded([])}.${payload}.${signature}` },
    { name: 'dots only', token: '..' },
    { name: 'a word', token: 'undefined' },
    { name: '8 kB of nothing', token: `${'a'.repeat(8000)}.b.c` },
    { name: 'an encrypted token (JWE)', token: `${encoded({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d` },
  ];
}

export function claimsOf(token: string): Part {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Part;
}
