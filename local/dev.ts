/** `npm run dev`: does what `npm start` does, and rebuilds and reloads on change. */
import { run } from './run.ts';
import { watchSources } from './watch.ts';

await run(process.argv.slice(2), { isDevelopment: true, app: 'as-it-is' }, watchSources);
