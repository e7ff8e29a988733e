/** An answer of the service that is not a success: `type` is its `__type`, and the message is the message of AWS. */
export class CognitoError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const notAuthorized = (message: string) => new CognitoError('NotAuthorizedException', message);
export const invalidParameter = (message: string) => new CognitoError('InvalidParameterException', message);
export const userNotFound = () => new CognitoError('UserNotFoundException', 'User does not exist.');

/** Returns the one error for a wrong name, a wrong password, a forged proof and a replayed proof. */
export const incorrectCredentials = () => notAuthorized('Incorrect username or password.');

/** A real operation or option that this stand-in has not built; `packages/stand-ins/README.md` lists them. */
export const notImplemented = (what: string) =>
  new CognitoError('NotImplementedException', `${what} is not implemented by the local user pool.`, 501);
