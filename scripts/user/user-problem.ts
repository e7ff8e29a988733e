import { awsProblem } from '../deploy/aws-problem.ts';
import { notRunning } from './find-pool.ts';
import { PlainError } from './plain-error.ts';

/** For whom, and where, a command failed. */
export interface Place {
  readonly name: string;
  readonly stack: string | undefined;
}

type Sentence = (place: Place, message: string) => string;

/** What Cognito refuses for who the person is: the next person may still be created. */
const aboutPeople: Readonly<Record<string, Sentence>> = {
  UsernameExistsException: ({ name }, message) =>
    // Cognito was seen to answer this, and not AliasExistsException, for an address too.
    message.includes('email')
      ? addressTaken(name)
      : `There is a user ${name} already: choose another name, or use "reset ${name}" for a new temporary password.`,
  UserNotFoundException: ({ name }) => `There is no user ${name}: "list" shows who there is.`,
  AliasExistsException: ({ name }) => addressTaken(name),
  InvalidPasswordException: (_, message) =>
    `The temporary password breaks a rule of the user pool (${message.replace(/^.*policy: /, '')}): leave --password out to have one made.`,
  InvalidParameterException: ({ name }, message) => {
    if (message.includes('Username should be an email'))
      return `${name} is no e-mail address, and here user names are.`;
    if (message.includes('cannot be of email format')) {
      return `${name} cannot be a user name: choose a name without @, and give the address with --email or in the column "email". The person may sign in with either.`;
    }
    if (/email/i.test(message)) return `The e-mail address of ${name} is not valid: write it as name@example.com.`;
    if (/password/i.test(message))
      return 'The temporary password begins or ends with a space, or is too long: leave --password out to have one made.';
    return `${name} cannot be a user name: it has 1 to 128 letters, digits and signs, and no space.`;
  },
};

const addressTaken = (name: string) => `Another user has the address of ${name} already: choose another address.`;

/** Other refusals: the next call would fail as well. */
const others: Readonly<Record<string, Sentence>> = {
  ResourceNotFoundException: ({ stack }) =>
    stack === undefined
      ? notRunning
      : `The user pool of ${stack} is gone: "npm run doctor -- --stack ${stack}" names the fix.`,
  NotAuthorizedException: () =>
    'Your AWS credentials may not manage the users of this pool: ask the administrator of the account for the cognito-idp:Admin… permissions.',
  TooManyRequestsException: () => 'Cognito asks for a pause: try again in a minute.',
  LimitExceededException: () => 'Cognito asks for a pause: try again in a minute.',
  InternalErrorException: () => 'Cognito has a problem of its own: try again in a minute.',
  ValidationError: ({ stack = '' }) =>
    `There is no stack ${stack} in this region: check --stack, or name its region with --region.`,
};

const unreachable = /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|TimeoutError/;

/** Whether the problem is the person's alone, so that a command for many people goes on with the next. */
export function isAboutPerson(error: unknown): boolean {
  return error instanceof Error && error.name in aboutPeople;
}

/** Describes why a command failed, in a sentence with the fix. */
export function userProblem(error: unknown, place: Place): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PlainError) return error.message;
  const sentence = aboutPeople[error.name] ?? others[error.name];
  if (sentence !== undefined) return sentence(place, error.message);
  // The SDK wraps the error of the socket; only its text remains the same.
  if (!unreachable.test(`${error.name} ${error.message}`)) return awsProblem(error);
  return place.stack === undefined
    ? notRunning
    : 'AWS cannot be reached: check your connection, and the region that your AWS configuration or --region names.';
}
