import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import { buildApp, buildBundles, type Report } from './builds.ts';
import { localPlace } from './place.ts';

/** Builds the functions and the app where they are stale, so that stacks which start later need not. */
export async function buildAhead(root: string, report: Report): Promise<void> {
  const { functions } = readTemplate(join(root, 'template.yaml'), localPlace);
  const directory = await mkdtemp(join(tmpdir(), 'airlock-bundles-'));
  try {
    // What is built into one folder is kept for all others.
    await buildBundles(root, directory, functions, report);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  await buildApp(root, report);
}
