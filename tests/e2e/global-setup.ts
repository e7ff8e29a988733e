import { join } from 'node:path';

import { buildAhead } from '../../local/build-ahead.ts';

/** Builds the functions and the app once when they are stale, so that no worker waits for the build of another. */
export default async function globalSetup(): Promise<void> {
  await buildAhead(join(import.meta.dirname, '../..'), console.log);
}
