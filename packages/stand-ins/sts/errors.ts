/** The HTTP status of each error code, from "AssumeRole" and "Common errors" in the AWS STS API Reference. */
const statuses = {
  AccessDenied: 403,
  ExpiredToken: 403,
  IncompleteSignature: 403,
  InternalFailure: 500,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  MalformedPolicyDocument: 400,
  MissingAuthenticationToken: 403,
  NotImplemented: 501,
  PackedPolicyTooLarge: 400,
  SignatureDoesNotMatch: 403,
  ValidationError: 400,
} as const;

export type StsErrorCode = keyof typeof statuses;

/** A refusal with the code and message of STS. */
export class StsError extends Error {
  readonly code: StsErrorCode;
  readonly status: number;

  constructor(code: StsErrorCode, message: string) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

export const validationError = (message: string): StsError => new StsError('ValidationError', message);

/** Makes the error for a value outside its bounds, in the words of AWS's common validation. */
export const constraintError = (name: string, value: string, rule: string): StsError =>
  validationError(
    `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must ${rule}`,
  );
