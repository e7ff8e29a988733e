import type { IncomingMessage } from 'node:http';

import { sha256Hex, verifySigV4, type AccessKey, type FindAccessKey, type SigV4Code } from '../sigv4/index.ts';
import { StsError, type StsErrorCode } from './errors.ts';

export interface Verifier {
  readonly region: string;
  readonly findAccessKey: FindAccessKey;
  readonly now: () => Date;
}

/** The refusals of a signature in the common errors of the services with a query API. */
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

/** Whose key has signed the request for STS. Throws an `StsError` when none has, or not as it should be. */
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
