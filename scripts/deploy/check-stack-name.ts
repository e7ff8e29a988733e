import { DeployError } from './deploy-error.ts';

/**
 * The longest name: 63 characters of a bucket's name less `-files-`, the account, a dash and the longest region
 * (`ap-southeast-1`).
 */
const longest = 29;

/**
 * Checks the name of the stack, which is part of the names of its buckets. CloudFormation cannot check it: its rules
 * see only parameters and know no patterns, so it would fail half-way.
 * @throws DeployError
 */
export function checkStackName(name: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new DeployError(
      `The stack name ${name} must be lower-case letters, digits and dashes, beginning with a letter: it is part of the names of buckets. Change stack_name in samconfig.toml.`,
    );
  }
  if (name.length > longest) {
    throw new DeployError(
      `The stack name ${name} has ${name.length} characters; at most ${longest} leave room for the names of buckets. Change stack_name in samconfig.toml.`,
    );
  }
}
