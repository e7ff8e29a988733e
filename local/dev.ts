/** `npm run dev`: the same as `npm start`, rebuilding and reloading on change. */
import { run } from './run.ts';
import { watchSources } from './watch.ts';

await run(process.argv.slice(2), { isDevelopment: true, app: 'as-it-is' }, watchSources);
