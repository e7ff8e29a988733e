/** `npm start`: the whole product on this machine. */
import { run } from './stack/run.ts';

await run(process.argv.slice(2));
