import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startS3, type RunningS3 } from '@airlock/stand-ins/s3';

import { publishedVersion, versionFiles, versionOf } from './app-versions.ts';
import { publish } from './publish.ts';
import { appFiles, configFile, inOrder, type SiteFile } from './site-files.ts';

const bucket = 'airlock-web';
const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const first = { 'index.html': 'asks for main-AAAAAAAA.js', 'main-AAAAAAAA.js': 'first', 'favicon.svg': '<svg/>' };
const second = { 'index.html': 'asks for main-BBBBBBBB.js', 'main-BBBBBBBB.js': 'second', 'favicon.svg': '<svg/>' };
const config = { region: 'eu-central-1' };

let folder: string;
let s3: RunningS3;
let client: S3Client;
/** Keys of objects that S3 refuses to store. */
let refused: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airlock-publish-'));
  refused = [];
  s3 = await startS3({
    ...{ directory: join(folder, 's3'), port: 0, region: 'eu-central-1', accountId: '123456789012' },
    buckets: [{ name: bucket, properties: {} }],
    findAccessKey: () => ({ ...key, principalArn: 'arn:aws:iam::123456789012:root' }),
    authorize: ({ action, resource }) =>
      Promise.resolve(action !== 's3:PutObject' || !refused.some((it) => resource.endsWith(`/${it}`))),
  });
  client = new S3Client({ endpoint: s3.url, region: 'eu-central-1', forcePathStyle: true, credentials: key });
});
afterEach(async () => {
  client.destroy();
  await s3.close();
  await rm(folder, { recursive: true });
});

async function built(files: Readonly<Record<string, string>>): Promise<readonly SiteFile[]> {
  const site = await mkdtemp(join(folder, 'site-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), text);
  }
  return appFiles(site);
}

const store = (files: readonly SiteFile[]) => publish(client, bucket, inOrder([...files, configFile(config)]));
const publishSite = async (files: Readonly<Record<string, string>>) => store(await built(files));

const textOf = async (name: string) =>
  (await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }))).Body?.transformToString();
const headersOf = async (name: string) => client.send(new HeadObjectCommand({ Bucket: bucket, Key: name }));

describe('publishing the app', () => {
  it('stores index.html last and config.json before it', async () => {
    expect(await publishSite(first)).toEqual(['main-AAAAAAAA.js', 'favicon.svg', 'config.json', 'index.html']);
  });

  it('lets browsers keep hashed files for a year and ask again for all others', async () => {
    await publishSite({ ...first, 'styles-TURHMLEM.css': 'a', 'media/font-AAAAAAAA.woff2': 'b' });
    const year = 'public, max-age=31536000, immutable';
    for (const [name, CacheControl, ContentType] of [
      ['main-AAAAAAAA.js', year, 'text/javascript;charset=utf-8'],
      ['styles-TURHMLEM.css', year, 'text/css;charset=utf-8'],
      ['media/font-AAAAAAAA.woff2', year, 'font/woff2'],
      ['favicon.svg', 'no-cache', 'image/svg+xml;charset=utf-8'],
      ['config.json', 'no-cache', 'application/json;charset=utf-8'],
      ['index.html', 'no-cache', 'text/html;charset=utf-8'],
    ] as const) {
      expect({ name, ...(await headersOf(name)) }).toMatchObject({ name, CacheControl, ContentType });
    }
  });

  it('does nothing the second time', async () => {
    await publishSite(first);
    expect(await publishSite(first)).toEqual([]);
  });

  it('keeps the hashed files of the version before', async () => {
    await publishSite(first);
    expect(await publishSite(second)).toEqual(['main-BBBBBBBB.js', 'index.html']);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents.map((it) => it.Key)).toContain('main-AAAAAAAA.js');
  });

  it('leaves the old site complete when it fails half-way', async () => {
    await publishSite(first);
    refused = ['main-BBBBBBBB.js'];
    await expect(publishSite(second)).rejects.toThrow('is not authorized');
    expect(await textOf('index.html')).toBe(first['index.html']);
    refused = [];
    expect(await publishSite(second)).toEqual(['main-BBBBBBBB.js', 'index.html']);
  });
});

describe('a version of the app', () => {
  /** Publishes as a deploy does. Returns the version. */
  async function deployed(files: Readonly<Record<string, string>>, commit?: string): Promise<string> {
    const app = await built(files);
    await store([...app, ...versionFiles(app, commit)]);
    return versionOf(app);
  }

  const rollBack = async (version: string) => store(await publishedVersion(client, bucket, version));

  it('is the same for the same files, and another for others', async () => {
    expect(versionOf(await built(first))).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(await built(first))).toBe(versionOf(await built(first)));
    expect(versionOf(await built(first))).not.toBe(versionOf(await built(second)));
  });

  it('is shown again with index.html last, its own other files and the config.json of today', async () => {
    const old = await deployed({ ...first, 'favicon.svg': '<svg>old</svg>' });
    await deployed(second);
    expect(await rollBack(old)).toEqual(['favicon.svg', 'index.html']);
    expect(await textOf('index.html')).toBe(first['index.html']);
    expect(await textOf('favicon.svg')).toBe('<svg>old</svg>');
    expect(await textOf('config.json')).toContain('eu-central-1');
    expect(await headersOf('index.html')).toMatchObject({
      CacheControl: 'no-cache',
      ContentType: 'text/html;charset=utf-8',
    });
    expect(await rollBack(old)).toEqual([]);
  });

  it('can be published a second time without a change', async () => {
    await deployed(first, 'abc');
    const app = await built(first);
    expect(await store([...app, ...versionFiles(app, 'def')])).toEqual([]);
  });

  it('that is unknown gets a sentence with those that are known, the latest first', async () => {
    await expect(rollBack('none')).rejects.toThrow('None was published yet');
    const [one, two] = [await deployed(first, 'abcabcabcabc'), await deployed(second)];
    await expect(rollBack('none')).rejects.toThrow(new RegExp(`There is no version none of the app in ${bucket}`));
    await expect(rollBack('none')).rejects.toThrow(new RegExp(`${one} .+ commit abcabcabcabc`));
    await expect(rollBack('none')).rejects.toThrow(two);
  });

  it('that lost a file changes nothing', async () => {
    const old = await deployed(first);
    await deployed(second);
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'main-AAAAAAAA.js' }));
    await expect(rollBack(old)).rejects.toThrow(`The version ${old} lacks main-AAAAAAAA.js`);
    expect(await textOf('index.html')).toBe(second['index.html']);
  });

  it('is not named before all of it is stored', async () => {
    refused = ['index.html'];
    await expect(deployed(first)).rejects.toThrow('is not authorized');
    refused = [];
    await expect(rollBack('none')).rejects.toThrow('None was published yet');
  });
});
