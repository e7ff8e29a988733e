import { startStates } from '../index.ts';
import { caller, counting } from './states-fixture.ts';

/**
 * Runs the stand-in in a process that tests may kill: `node crash-server.ts DIRECTORY ANSWERS` tells its URL to its parent,
 * and then each event that the function gets. The function answers the first ANSWERS calls, and the last of them that it is done.
 */
const [directory = '', answers = ''] = process.argv.slice(2);
let calls = 0;
const { url } = await startStates({
  ...{ directory, port: 0, region: 'us-east-1', machines: [counting], authorize: () => true },
  invoke: (_, event) => {
    calls += 1;
    process.send?.({ event });
    if (calls > Number(answers)) return new Promise(() => undefined);
    const { count } = JSON.parse(event) as { readonly count: number };
    return Promise.resolve({ kind: 'answered', payload: JSON.stringify({ count: count + 1, isDone: count === 3 }) });
  },
  findAccessKey: (id) => (id === caller.accessKeyId ? caller : undefined),
  log: () => undefined,
});
process.send?.({ url });
process.on('disconnect', () => process.exit());
