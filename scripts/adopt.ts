/** `npm run adopt`: makes a stack of what outlived a deleted one; see `--help`. */
import { join } from 'node:path';

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { parseTemplate } from '@airlock/template';

import { adopt } from './adopt/adopt.ts';
import { readCommandLine, usage } from './adopt/command-line.ts';
import { DeployError } from './deploy/deploy-error.ts';
import { s3Client } from './deploy/s3-client.ts';
import { readTarget } from './deploy/target.ts';
import { ask } from './user/ask.ts';

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === 'help') console.log(usage);
  else await run(options);
} catch (error) {
  // Any other error is a mistake in the program, and its stack trace helps.
  console.error(error instanceof DeployError ? error.message : error);
  process.exitCode = 1;
}

async function run({ pool, anyPool, ...options }: Exclude<ReturnType<typeof readCommandLine>, 'help'>): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const target = await readTarget(root, { ...options, appVersion: undefined });
  const { region } = target;
  const clients = {
    cloudFormation: new CloudFormationClient({ region }),
    cognito: new CognitoIdentityProviderClient({ region }),
    s3: s3Client({ region }),
  };
  const template = parseTemplate(join(root, 'template.yaml'));
  await adopt(clients, target, { template, pool, anyPool }, { say: (line) => console.log(line), ask });
}
