/** The error codes of S3 for a request that is not authentic. `jsonServiceError` has those of other services. */
export type SigV4Code =
  | 'AccessDenied'
  | 'AuthorizationHeaderMalformed'
  | 'AuthorizationQueryParametersError'
  | 'ExpiredToken'
  | 'InvalidAccessKeyId'
  | 'InvalidArgument'
  | 'InvalidRequest'
  | 'InvalidToken'
  | 'InvalidURI'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch';

/** A refused request. `details` are further elements of the S3 error document: `{ HeadersNotSigned: 'x-amz-acl' }`. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: SigV4Code;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

/** A refusal as an error, thrown inside this folder only: `verifySigV4` returns it as its result. */
export class SigV4Refusal extends Error {
  readonly refusal: Refusal;

  constructor(code: SigV4Code, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.refusal = { kind: 'refused', code, message, details };
  }
}

const jsonServiceCodes: Readonly<Record<SigV4Code, string>> = {
  AccessDenied: 'MissingAuthenticationTokenException',
  AuthorizationHeaderMalformed: 'IncompleteSignatureException',
  AuthorizationQueryParametersError: 'IncompleteSignatureException',
  ExpiredToken: 'ExpiredTokenException',
  InvalidAccessKeyId: 'UnrecognizedClientException',
  InvalidArgument: 'IncompleteSignatureException',
  InvalidRequest: 'IncompleteSignatureException',
  InvalidToken: 'UnrecognizedClientException',
  InvalidURI: 'IncompleteSignatureException',
  RequestTimeTooSkewed: 'InvalidSignatureException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
};

/** Translates a refusal into the common errors of the JSON services (Cognito), which are all HTTP 400. */
export function jsonServiceError({ code, message }: Refusal): { code: string; message: string } {
  return { code: jsonServiceCodes[code], message };
}
