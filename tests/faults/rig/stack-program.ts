/** The local stack in a process of its own, on given ports and seen through the fault proxies. First argument: JSON. */
import { run } from '../../../local/run.ts';
import type { StartOptions } from '../../../local/start-stack.ts';

const [options = '{}', ...args] = process.argv.slice(2);
await run(args, JSON.parse(options) as StartOptions);
