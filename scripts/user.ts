import { join } from 'node:path';

import { ask } from './user/ask.ts';
import { manageUsers } from './user/manage-users.ts';

// `npm run user -- add NAME`: makes and changes users, on this machine or with --stack in AWS.
process.exitCode = await manageUsers(process.argv.slice(2), {
  stackFile: join(import.meta.dirname, '../.local/stack.json'),
  ask,
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
});
