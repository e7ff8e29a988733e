/** `npm run deploy`: builds, deploys and publishes; see `--help`. */
import { join } from 'node:path';

import { readCommandLine, usage } from './deploy/command-line.ts';
import { DeployError } from './deploy/deploy-error.ts';
import { deploy } from './deploy/deploy.ts';

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === 'help') console.log(usage);
  else await deploy(join(import.meta.dirname, '..'), options, (line) => console.log(line));
} catch (error) {
  // Any other error is a mistake in the program, and its stack trace helps.
  console.error(error instanceof DeployError ? error.message : error);
  process.exitCode = 1;
}
