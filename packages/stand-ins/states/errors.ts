/** The HTTP status of each error type that is not 400, from "Common errors" of the AWS Step Functions API Reference. */
const statuses: Readonly<Record<string, number>> = {
  InternalFailure: 500,
  NotImplementedException: 501,
  RequestEntityTooLarge: 413,
};

export type StatesErrorType =
  | 'AccessDeniedException'
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InternalFailure'
  | 'InvalidArn'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'MissingAuthenticationToken'
  | 'NotImplementedException'
  | 'RequestEntityTooLarge'
  | 'SerializationException'
  | 'StateMachineDoesNotExist'
  | 'UnknownOperationException'
  | 'ValidationException';

/** A refusal with the error type of Step Functions, or of every AWS service with a JSON protocol. */
export class StatesError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: StatesErrorType, message: string) {
    super(message);
    this.type = type;
    this.status = statuses[type] ?? 400;
  }

  /** Makes the error for a signature that was refused. */
  static ofSignature({ code, message }: { readonly code: string; readonly message: string }): StatesError {
    const error = new StatesError('AccessDeniedException', message);
    return Object.assign(error, { type: code });
  }
}

/** Makes the error for an operation that Step Functions has and this stand-in does not. */
export const notImplemented = (what: string): StatesError =>
  new StatesError('NotImplementedException', `${what} is not implemented by the local stack.`);
