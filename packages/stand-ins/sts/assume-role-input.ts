import { PolicyError, readPolicy } from '../iam/index.ts';

import { constraintError, StsError, validationError } from './errors.ts';

export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly seconds: number;
  /** The parsed policy of the session; `undefined` when none was given. */
  readonly policy: unknown;
}

const known = ['Action', 'Version', 'RoleArn', 'RoleSessionName', 'DurationSeconds', 'Policy'];

/**
 * Reads the parameters of AssumeRole with the bounds of its reference. Throws an `StsError`, `NotImplemented` for a
 * parameter that this stand-in does not have.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function readAssumeRole(parameters: URLSearchParams): AssumeRoleInput {
  const other = [...parameters.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw new StsError('NotImplemented', `${other} is not implemented by the local stack.`);
  return {
    roleArn: requiredText(parameters, 'RoleArn', { least: 20, most: 2048 }),
    sessionName: requiredText(parameters, 'RoleSessionName', { least: 2, most: 64, pattern: /^[\w+=,.@-]*$/ }),
    seconds: readSeconds(parameters.get('DurationSeconds')),
    policy: readSessionPolicy(parameters.get('Policy')),
  };
}

interface TextRule {
  readonly least: number;
  readonly most: number;
  readonly pattern?: RegExp;
}

function requiredText(parameters: URLSearchParams, name: string, { least, most, pattern }: TextRule): string {
  const value = parameters.get(name);
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  if (value === null) throw constraintError(member, 'null', 'not be null');
  if (value.length < least) throw constraintError(member, value, `have length greater than or equal to ${least}`);
  if (value.length > most) throw constraintError(member, value, `have length less than or equal to ${most}`);
  if (pattern !== undefined && !pattern.test(value)) {
    throw constraintError(member, value, `satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
  }
  return value;
}

function readSeconds(text: string | null): number {
  if (text === null) return 3600;
  if (!/^-?\d{1,9}$/.test(text)) throw validationError(`'${text}' at 'durationSeconds' is not an integer`);
  const seconds = Number(text);
  if (seconds < 900) throw constraintError('durationSeconds', text, 'have value greater than or equal to 900');
  if (seconds > 43_200) throw constraintError('durationSeconds', text, 'have value less than or equal to 43200');
  return seconds;
}

function readSessionPolicy(text: string | null): unknown {
  if (text === null) return undefined;
  if (text.length < 1) throw constraintError('policy', text, 'have length greater than or equal to 1');
  if (text.length > 2048) throw constraintError('policy', text, 'have length less than or equal to 2048');
  const document = parsed(text);
  try {
    readPolicy(document, 'identity');
    return document;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const code = error.kind === 'malformed' ? 'MalformedPolicyDocument' : 'NotImplemented';
    throw new StsError(code, error.message);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}
