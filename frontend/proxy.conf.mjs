/**
 * Where `npx ng serve` gets the configuration and the API from: AIRLOCK_URL, such as https://d111111abcdef8.cloudfront.net of a
 * deployed stack, or else the stack that `npm start` runs on this machine.
 */
import { readFileSync } from 'node:fs';

const target = process.env.AIRLOCK_URL ?? localUrl();
const toTarget = { target, changeOrigin: true };

export default { '/api': toTarget, '/config.json': toTarget };

/** While the local stack runs, it says in this file where it is. */
function localUrl() {
  try {
    return JSON.parse(readFileSync(new URL('../.local/stack.json', import.meta.url), 'utf8')).webUrl;
  } catch {
    return 'http://localhost:4200';
  }
}
