import { createHash } from 'node:crypto';

import { GetObjectCommand, HeadObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { DeployError } from './deploy-error.ts';
import { isStored } from './publish.ts';
import { isHashed, siteFile, type SiteFile } from './site-files.ts';

const folder = 'versions/';
/** How many versions are named. */
const shown = 10;

export const nonePublished = 'None was published yet.';

const manifest = v.object({ files: v.array(v.object({ key: v.string(), etag: v.string() })) });
const manifestKey = (version: string): string => `${folder}${version}.json`;
const copyKey = (version: string, key: string): string => `${folder}${version}/${key}`;

/** Returns the version of an app: twelve digits that are the same for the same files. */
export const versionOf = (files: readonly SiteFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify(files.map(({ key, etag }) => [key, etag])))
    .digest('hex')
    .slice(0, 12);

/**
 * Returns what must be stored beside an app so that it can be shown again later: its list of files, and copies of those that the next
 * version overwrites. Files with hashed names stay where they are.
 */
export function versionFiles(app: readonly SiteFile[], commit: string | undefined): readonly SiteFile[] {
  const version = versionOf(app);
  const list = JSON.stringify({ files: app.map(({ key, etag }) => ({ key, etag })) });
  const copies = app.filter(({ key }) => !isHashed(key)).map((it) => ({ ...it, key: copyKey(version, it.key) }));
  // The list comes last: a version that is named is there as a whole.
  const all = [...copies, siteFile(manifestKey(version), Buffer.from(list))];
  return all.map((it) => ({ ...it, cacheControl: 'public, max-age=31536000, immutable', ...(commit && { commit }) }));
}

/**
 * Returns the files of a version that was published before.
 * @throws DeployError that names the versions there are, or the file that somebody removed
 */
export async function publishedVersion(s3: S3Client, bucket: string, version: string): Promise<readonly SiteFile[]> {
  const list = await bodyOf(s3, bucket, manifestKey(version));
  if (list === undefined) throw new DeployError(await unknownVersion(s3, bucket, version));
  const { files } = v.parse(manifest, JSON.parse(list.toString()));
  const lost = (key: string) =>
    new DeployError(
      `The version ${version} lacks ${key}, which somebody removed from ${bucket}. The site is as it was.`,
    );
  for (const { key, etag } of files.filter((it) => isHashed(it.key))) {
    if (!(await isStored(s3, bucket, { key, etag }))) throw lost(key);
  }
  const others = files.filter(({ key }) => !isHashed(key));
  return Promise.all(
    others.map(async ({ key }) => {
      const body = await bodyOf(s3, bucket, copyKey(version, key));
      if (body === undefined) throw lost(key);
      return siteFile(key, body);
    }),
  );
}

async function bodyOf(s3: S3Client, Bucket: string, Key: string): Promise<Buffer | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** Returns a line for each of the latest versions of the app that were published, the latest first. */
export async function latestVersions(s3: S3Client, Bucket: string): Promise<readonly string[]> {
  const found: { readonly version: string; readonly at: string }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client: s3 },
    { Bucket, Prefix: folder, Delimiter: '/' },
  )) {
    for (const { Key = '', LastModified } of Contents) {
      found.push({ version: Key.slice(folder.length, -'.json'.length), at: LastModified?.toISOString() ?? '' });
    }
  }
  const latest = found.sort((left, right) => (left.at > right.at ? -1 : 1)).slice(0, shown);
  const lines = latest.map(async (it) => {
    const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key: manifestKey(it.version) }));
    const { commit } = Metadata ?? {};
    return `  ${it.version}  ${it.at}${commit === undefined ? '' : `  commit ${commit}`}`;
  });
  return Promise.all(lines);
}

async function unknownVersion(s3: S3Client, Bucket: string, version: string): Promise<string> {
  const known = await latestVersions(s3, Bucket);
  return `There is no version ${version} of the app in ${Bucket}. ${known.length === 0 ? nonePublished : `The latest ones:\n\n${known.join('\n')}\n`}\nThe site is as it was.`;
}
