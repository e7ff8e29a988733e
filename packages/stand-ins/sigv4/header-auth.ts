import { headerValue, type SignedRequest } from './canonical-request.ts';
import { formatTimestamp, isoSeconds, parseCredential, parseTimestamp } from './credential.ts';
import type { Presented, Verifier } from './presented.ts';
import { SigV4Refusal } from './refusal.ts';
import { algorithm } from './signature.ts';

export const maxSkewMs = 15 * 60 * 1000;

/** Reads `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and checks the clock. */
export function presentedByHeader(request: SignedRequest, authorization: string, verifier: Verifier): Presented {
  const fields = authorizationFields(authorization);
  const place = { code: 'AuthorizationHeaderMalformed', opening: 'The authorization header is malformed' } as const;
  const credential = parseCredential(fields.credential, place, verifier);
  const date = requestDate(request);
  checkSkew(date, verifier.now());
  const timestamp = formatTimestamp(date);
  if (!timestamp.startsWith(credential.scope.date)) {
    const message = `Invalid credential date "${credential.scope.date}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`;
    throw new SigV4Refusal(place.code, `${place.opening}; ${message}`);
  }
  return {
    authType: 'header',
    credential,
    timestamp,
    date,
    signedHeaders: fields.signedHeaders.split(';'),
    signature: fields.signature,
    sessionToken: headerValue(request, 'x-amz-security-token'),
    payloadHash: headerValue(request, 'x-amz-content-sha256'),
  };
}

function authorizationFields(authorization: string) {
  const [scheme = '', ...rest] = authorization.trim().split(/\s+/);
  if (scheme === 'AWS') {
    throw new SigV4Refusal(
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`,
    );
  }
  if (scheme !== algorithm) {
    const details = { ArgumentName: 'Authorization', ArgumentValue: authorization };
    throw new SigV4Refusal('InvalidArgument', 'Unsupported Authorization Type', details);
  }
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field): [string, string] => {
        const equals = field.indexOf('=');
        return [field.slice(0, equals), field.slice(equals + 1)];
      }),
  );
  const read = (name: string): string => {
    const value = fields.get(name);
    if (value) return value;
    const message = `The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.`;
    throw new SigV4Refusal('AuthorizationHeaderMalformed', message);
  };
  return { credential: read('Credential'), signedHeaders: read('SignedHeaders'), signature: read('Signature') };
}

/** Reads the time of signing. `x-amz-date` takes precedence over `Date`, which is an HTTP date or in the compact form. */
function requestDate(request: SignedRequest): Date {
  const amzDate = headerValue(request, 'x-amz-date');
  const given = amzDate ?? headerValue(request, 'date') ?? '';
  const date = parseTimestamp(given) ?? (amzDate === undefined ? new Date(given) : undefined);
  if (!date || Number.isNaN(date.getTime())) {
    throw new SigV4Refusal('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  return date;
}

function checkSkew(date: Date, now: Date): void {
  if (Math.abs(now.getTime() - date.getTime()) <= maxSkewMs) return;
  throw new SigV4Refusal(
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    {
      RequestTime: formatTimestamp(date),
      ServerTime: isoSeconds(now),
      MaxAllowedSkewMilliseconds: String(maxSkewMs),
    },
  );
}
