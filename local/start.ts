/** `npm start`: starts the whole product on this machine. */
import { run } from './run.ts';

await run(process.argv.slice(2));
