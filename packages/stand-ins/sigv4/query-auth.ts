import { headerValue, type SignedRequest } from './canonical-request.ts';
import { isoSeconds, parseCredential, parseTimestamp } from './credential.ts';
import { maxSkewMs } from './header-auth.ts';
import type { Presented, Verifier } from './presented.ts';
import { SigV4Refusal } from './refusal.ts';
import { algorithm } from './signature.ts';

const weekInSeconds = 604_800;

const refuse = (message: string) => new SigV4Refusal('AuthorizationQueryParametersError', message);

/** Reads the `X-Amz-…` parameters of a pre-signed URL and checks that the URL is valid now. */
export function presentedByQuery(
  request: SignedRequest,
  parameters: readonly (readonly [string, string])[],
  verifier: Verifier,
): Presented {
  const query = requiredParameters(parameters);
  if (query['X-Amz-Algorithm'] !== algorithm) {
    throw refuse('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  }
  const opening = 'Error parsing the X-Amz-Credential parameter';
  const place = { code: 'AuthorizationQueryParametersError', opening } as const;
  const credential = parseCredential(query['X-Amz-Credential'], place, verifier);
  const timestamp = query['X-Amz-Date'];
  const date = parseTimestamp(timestamp);
  if (!date) throw refuse(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  if (!timestamp.startsWith(credential.scope.date)) {
    throw refuse(
      `Invalid credential date "${credential.scope.date}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`,
    );
  }
  checkLife(date, query['X-Amz-Expires'], verifier.now());
  const optional = (name: string) => parameters.find(([given]) => given === name)?.[1];
  return {
    authType: 'query',
    credential,
    timestamp,
    date,
    signedHeaders: query['X-Amz-SignedHeaders'].split(';'),
    signature: query['X-Amz-Signature'],
    sessionToken: optional('X-Amz-Security-Token'),
    payloadHash: optional('X-Amz-Content-Sha256') ?? headerValue(request, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

function requiredParameters(parameters: readonly (readonly [string, string])[]) {
  const read = (name: string): string => {
    const values = parameters.filter(([given]) => given === name);
    const value = values[0]?.[1];
    // A repeated parameter would let two readers of one URL see different requests.
    if (value && values.length === 1) return value;
    throw refuse(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  };
  return {
    'X-Amz-Algorithm': read('X-Amz-Algorithm'),
    'X-Amz-Credential': read('X-Amz-Credential'),
    'X-Amz-Signature': read('X-Amz-Signature'),
    'X-Amz-Date': read('X-Amz-Date'),
    'X-Amz-SignedHeaders': read('X-Amz-SignedHeaders'),
    'X-Amz-Expires': read('X-Amz-Expires'),
  };
}

function checkLife(date: Date, expires: string, now: Date): void {
  if (!/^-?\d{1,15}$/.test(expires)) throw refuse('X-Amz-Expires should be a number');
  const seconds = Number(expires);
  if (seconds < 1) throw refuse('X-Amz-Expires must be non-negative');
  if (seconds > weekInSeconds) {
    throw refuse(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${weekInSeconds} seconds`,
    );
  }
  if (date.getTime() - now.getTime() > maxSkewMs) {
    throw new SigV4Refusal('AccessDenied', 'Request is not valid yet', { ServerTime: isoSeconds(now) });
  }
  const end = new Date(date.getTime() + seconds * 1000);
  if (now >= end) {
    throw new SigV4Refusal('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': expires,
      Expires: isoSeconds(end),
      ServerTime: isoSeconds(now),
    });
  }
}
