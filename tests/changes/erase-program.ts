/** `npm run user` for the stack of a test: the folder of its data comes first, then the command line. */
import { join } from 'node:path';

import { manageUsers } from '../../scripts/user/manage-users.ts';

const [directory = '', ...args] = process.argv.slice(2);
process.exitCode = await manageUsers(args, {
  stackFile: join(directory, 'stack.json'),
  ask: () => Promise.resolve(''),
  print: (text) => console.log(text),
  printError: (text) => console.error(text),
});
