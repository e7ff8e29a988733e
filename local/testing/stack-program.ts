/**
 * Runs the whole stack in a process of its own, on any free ports and without building the app, for tests that kill it.
 */
import { run } from '../run.ts';

await run(process.argv.slice(2), { ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
