import type { IncomingMessage } from 'node:http';

import { sha256Hex, verifySigV4, type AccessKey, type FindAccessKey, type SigV4Code } from '../sigv4/index.ts';
import { StsError, type StsErrorCode } from './errors.ts';

export interface Verifier {
  readonly region: string;
  readonly findAccessKey: FindAccessKey;
  readonly now: () => Date;
}

/** The error codes of services with a query API for each refusal of a signature. */
const codes: Readonly<Record<SigV4Code, StsErrorCode>> = {
  AccessDenied: 'IncompleteSignature',
  AuthorizationHeaderMalformed: 'IncompleteSignature',
  AuthorizationQueryParametersError: 'IncompleteSignature',
  ExpiredToken: 'ExpiredToken',
  InvalidAccessKeyId: 'InvalidClientTokenId',
  InvalidArgument: 'IncompleteSignature',
  InvalidRequest: 'IncompleteSignature',
  InvalidToken: 'InvalidClientTokenId',
  InvalidURI: 'IncompleteSignature',
  RequestTimeTooSkewed: 'SignatureDoesNotMatch',
  SignatureDoesNotMatch: 'SignatureDoesNotMatch',
};

const messages: Partial<Record<StsErrorCode, string>> = {
  ExpiredToken: 'The security token included in the request is expired',
  InvalidClientTokenId: 'The security token included in the request is invalid.',
};

/** Returns the key that signed the request. Throws an `StsError` when the signature is missing or wrong. */
export function authenticate(verifier: Verifier, request: IncomingMessage, body: Buffer): AccessKey {
  const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split('?');
  const result = verifySigV4(
    { method: request.method ?? 'POST', rawPath, rawQuery, headers: request.headersDistinct },
    { ...verifier, service: 'sts', singleEncoding: false, bodySha256: sha256Hex(body) },
  );
  if (result.kind === 'signed') return result.accessKey;
  if (result.kind === 'anonymous') {
    throw new StsError('MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const code = codes[result.code];
  throw new StsError(code, messages[code] ?? result.message);
}
