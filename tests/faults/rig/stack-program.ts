/**
 * Runs the local stack in a process of its own, on given ports and with the addresses of the fault proxies. The first
 * argument is JSON.
 */
import { run } from '../../../local/run.ts';
import type { StartOptions } from '../../../local/start-stack.ts';

const [options = '{}', ...args] = process.argv.slice(2);
await run(args, JSON.parse(options) as StartOptions);
