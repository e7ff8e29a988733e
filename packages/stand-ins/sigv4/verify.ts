import type { AccessKey, FindAccessKey } from './access-key.ts';
import { canonicalRequest, headerValue, queryParameters, type SignedRequest } from './canonical-request.ts';
import { presentedByHeader } from './header-auth.ts';
import type { Presented, Verifier } from './presented.ts';
import { presentedByQuery } from './query-auth.ts';
import { SigV4Refusal, type Refusal } from './refusal.ts';
import { hmac, sameSignature, signingKey, stringToSign } from './signature.ts';

export interface VerifyOptions extends Verifier {
  readonly findAccessKey: FindAccessKey;
  /** True for S3; see `CanonicalRequestOptions.singleEncoding`. */
  readonly singleEncoding: boolean;
  /** The SHA-256 of the body in hex. S3 leaves it out, because its requests must declare `x-amz-content-sha256`. */
  readonly bodySha256?: string;
}

/** The result for a correct signature: who signed the request, and what the signatures of its chunks continue from. */
export interface Signed extends Omit<Presented, 'payloadHash'> {
  readonly kind: 'signed';
  readonly accessKey: AccessKey;
  readonly payloadHash: string;
  readonly signingKey: Buffer;
}

export type SigV4Result = Signed | Refusal | { readonly kind: 'anonymous' };

/**
 * Checks a Signature Version 4 in the `Authorization` header or in the query: form, region and service, clock, key,
 * session token, that `host` and every `x-amz-…` header sent is signed, and the signature itself.
 * Source: "AWS Signature Version 4 for API requests" and "Authenticating Requests (AWS Signature Version 4)" of S3.
 * Never throws: a refusal is a result with the code and the message of S3.
 */
export function verifySigV4(request: SignedRequest, options: VerifyOptions): SigV4Result {
  try {
    const presented = present(request, options);
    return presented ? check(request, presented, options) : { kind: 'anonymous' };
  } catch (error) {
    if (error instanceof SigV4Refusal) return error.refusal;
    if (error instanceof URIError) return uriRefusal;
    throw error;
  }
}

const uriRefusal: Refusal = {
  kind: 'refused',
  code: 'InvalidURI',
  message: "Couldn't parse the specified URI.",
  details: {},
};

function present(request: SignedRequest, options: VerifyOptions): Presented | undefined {
  const parameters = queryParameters(request.rawQuery);
  const has = (name: string) => parameters.some(([given]) => given === name);
  const authorization = headerValue(request, 'authorization');
  const byQuery = has('X-Amz-Algorithm') || has('X-Amz-Signature') || has('X-Amz-Credential');
  const bySigV2 = has('Signature') || has('AWSAccessKeyId');
  if (authorization !== undefined && (byQuery || bySigV2)) {
    throw new SigV4Refusal(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      { ArgumentName: 'Authorization', ArgumentValue: authorization },
    );
  }
  if (authorization !== undefined) return presentedByHeader(request, authorization, options);
  if (byQuery) return presentedByQuery(request, parameters, options);
  if (bySigV2) {
    throw new SigV4Refusal(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  return undefined;
}

function check(request: SignedRequest, presented: Presented, options: VerifyOptions): Signed {
  const payloadHash = options.bodySha256 ?? presented.payloadHash;
  if (payloadHash === undefined) {
    throw new SigV4Refusal('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  checkAllSigned(request, presented.signedHeaders);
  const accessKey = knownKey(presented, options);
  const { singleEncoding } = options;
  const canonical = canonicalRequest(request, { signedHeaders: presented.signedHeaders, payloadHash, singleEncoding });
  const toSign = stringToSign(presented.timestamp, presented.credential.scope, canonical);
  const key = signingKey(accessKey.secretAccessKey, presented.credential.scope);
  if (!sameSignature(hmac(key, toSign).toString('hex'), presented.signature)) {
    throw mismatch(presented, toSign, canonical);
  }
  return { ...presented, kind: 'signed', accessKey, payloadHash, signingKey: key };
}

/** Refuses headers that must be signed and are not. Names that are not lower-case, sorted and unique never verify anyway. */
function checkAllSigned(request: SignedRequest, signedHeaders: readonly string[]): void {
  const sent = Object.keys(request.headers).filter((name) => request.headers[name] !== undefined);
  const notSigned = ['host', ...sent.filter((name) => name.startsWith('x-amz-'))]
    .filter((name) => !signedHeaders.includes(name))
    .sort();
  if (notSigned.length === 0) return;
  throw new SigV4Refusal('AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: notSigned.join(', '),
  });
}

function knownKey({ credential, sessionToken }: Presented, { findAccessKey, now }: VerifyOptions): AccessKey {
  const accessKey = findAccessKey(credential.accessKeyId);
  // AWS answers the same for a temporary key without its token.
  if (!accessKey || (accessKey.sessionToken !== undefined && sessionToken === undefined)) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new SigV4Refusal('InvalidAccessKeyId', message, { AWSAccessKeyId: credential.accessKeyId });
  }
  const sameToken =
    sessionToken === undefined ? accessKey.sessionToken === undefined : isToken(accessKey.sessionToken, sessionToken);
  if (!sameToken) {
    const message = 'The provided token is malformed or otherwise invalid.';
    throw new SigV4Refusal('InvalidToken', message, { 'Token-0': sessionToken ?? '' });
  }
  if (accessKey.expiresAt && accessKey.expiresAt <= now()) {
    throw new SigV4Refusal('ExpiredToken', 'The provided token has expired.', { 'Token-0': sessionToken ?? '' });
  }
  return accessKey;
}

const isToken = (known: string | undefined, given: string) => known !== undefined && sameSignature(known, given);

function mismatch({ credential, signature }: Presented, toSign: string, canonical: string): SigV4Refusal {
  const bytes = (text: string) => (Buffer.from(text).toString('hex').match(/../g) ?? []).join(' ');
  return new SigV4Refusal(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    {
      AWSAccessKeyId: credential.accessKeyId,
      StringToSign: toSign,
      SignatureProvided: signature,
      StringToSignBytes: bytes(toSign),
      CanonicalRequest: canonical,
      CanonicalRequestBytes: bytes(canonical),
    },
  );
}
