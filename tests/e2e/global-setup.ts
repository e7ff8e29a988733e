import { join } from 'node:path';

import { buildApp } from '../../local/builds.ts';

/** Builds the app once when it is stale, so that no worker waits for the build of another. */
export default async function globalSetup(): Promise<void> {
  await buildApp(join(import.meta.dirname, '../..'), console.log);
}
