import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { appFolder, buildApp } from '../../local/builds.ts';
import { latestVersions, nonePublished, publishedVersion, versionFiles, versionOf } from './app-versions.ts';
import { clientConfig } from './client-config.ts';
import { invalidate, publish } from './publish.ts';
import { appFiles, configFile, inOrder, type SiteFile } from './site-files.ts';
import { s3Client } from './s3-client.ts';
import type { StackOutputs } from './stack.ts';
import { step } from './step.ts';

/** Where an app is published. */
export interface Site {
  readonly root: string;
  readonly region: string;
  readonly outputs: StackOutputs;
}

const unchanged = 'The stack is up to date, and the site still shows the app it showed before.';

type Say = (line: string) => void;

/** Builds the app of this checkout and publishes it. Returns how many files of the site are new. */
export async function publishApp(site: Site, say: Say): Promise<number> {
  await step(buildApp(site.root, say), unchanged);
  const app = await appFiles(join(site.root, appFolder));
  const stored = await publishFiles(site, [...app, ...versionFiles(app, commitOf(site.root))]);
  say(`The app, version ${versionOf(app)}: ${stored} files were new.`);
  return stored;
}

/** Names the versions of the app that were published. */
export async function listVersions({ region, outputs }: Site, say: Say): Promise<void> {
  const s3 = s3Client({ region });
  const lines = await step(latestVersions(s3, outputs.WebBucketName), unchanged);
  s3.destroy();
  say(lines.length === 0 ? nonePublished : `The latest versions of the app:\n\n${lines.join('\n')}`);
}

/** Publishes an app again that was published before. Returns how many files of the site are new. */
export async function publishVersion(site: Site, version: string, say: Say): Promise<number> {
  const s3 = s3Client({ region: site.region });
  const app = await step(publishedVersion(s3, site.outputs.WebBucketName, version), unchanged);
  s3.destroy();
  const stored = await publishFiles(site, app);
  say(stored === 0 ? `The site shows version ${version} already.` : `The site shows version ${version} now.`);
  return stored;
}

async function publishFiles({ region, outputs }: Site, app: readonly SiteFile[]): Promise<number> {
  const s3 = s3Client({ region });
  const config = await step(clientConfig(region, outputs), unchanged);
  const files = inOrder([...app, configFile(config)]);
  const stored = await step(publish(s3, outputs.WebBucketName, files), unchanged);
  s3.destroy();
  const changed = files.filter(({ key }) => stored.includes(key));
  const stale = 'The new app is stored; for up to a day some people may still get the old one.';
  await step(invalidate(region, outputs.DistributionId, changed), stale);
  return stored.length;
}

/** Returns the commit of a checkout; `undefined` when it is none, or there is no git. */
function commitOf(root: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
