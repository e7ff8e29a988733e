import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

import { bundle, bundleOptions } from '../../backend/bundle.mjs';
import { median } from '../row.ts';
import type { Row } from '../row.ts';
import { scopedEnvironment } from './scoped-environment.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const run = promisify(execFile);
const rounds = 5;

/** Nothing is sent anywhere: signing needs a key, not a server. */
const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'ASIABENCHMARK0000000',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_SESSION_TOKEN: 'x'.repeat(700),
  FILES_BUCKET: 'bench-files',
  FILES_URL: 'https://bench-files.s3.eu-central-1.amazonaws.com',
  MAX_FILE_BYTES: '53687091200000',
  USER_POOL_ID: 'eu-central-1_EXAMPLE',
  USER_POOL_CLIENT_ID: 'exampleclientid',
  USER_POOL_JWKS_URL: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE/.well-known/jwks.json',
  DEV_ORIGIN: '',
  AWS_LAMBDA_LOG_LEVEL: 'INFO',
};

interface Speed {
  readonly initMilliseconds: number;
  /** The first call of all. */
  readonly firstMilliseconds: number;
  /** One of thousands, when all is compiled. */
  readonly warmMicroseconds: number;
}

interface Measured extends Speed {
  /** Loaded at the start. */
  readonly bundleBytes: number;
}

/**
 * Airlock's presign-put beside a plain `S3Client` + `getSignedUrl`, bundled alike and taking turns in fresh processes.
 * The bundle is what Lambda loads at the start. The whole package has a row of its own: it also holds the token check,
 * which only a stage without an authorizer loads, and the sessions of ScopedCredentials.
 */
export async function measurePresign(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-bench-'));
  const scoped = await scopedEnvironment(environment);
  try {
    const ours = await bundle('PresignPut', join(folder, 'ours'));
    const naive = join(folder, 'naive', 'naive-handler.mjs');
    await build(bundleOptions(here('naive-handler.ts'), dirname(naive)));
    const samples: Record<'ours' | 'naive' | 'scoped', Speed[]> = { ours: [], naive: [], scoped: [] };
    for (let round = 0; round < rounds; round += 1) {
      samples.ours.push(await probe(ours, environment));
      samples.naive.push(await probe(naive, environment));
      samples.scoped.push(await probe(ours, scoped.environment));
    }
    const [plain, apart] = [await summary(ours, samples.ours), await summary(ours, samples.scoped)];
    const compared = rows(plain, await summary(naive, samples.naive), await folderBytes(ours));
    return [...compared, ...scopedRows(apart, plain)];
  } finally {
    await scoped.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function rows(ours: Measured, naive: Measured, packageBytes: number): Row[] {
  const compare = (what: string, unit: string, our: number, their: number, most: number, times: number): Row => ({
    what: `presign-put: ${what}`,
    ours: `${our.toFixed(1)} ${unit}`,
    beside: `${their.toFixed(1)} ${unit}`,
    ratio: `${(their / our).toFixed(1)}×`,
    target: `≤ ${most} ${unit}, ≥ ${times}×`,
    met: our <= most && their / our >= times,
  });
  return [
    compare('bundle', 'kB', ours.bundleBytes / 1000, naive.bundleBytes / 1000, 60, 8),
    {
      what: 'presign-put: whole package',
      ours: `${(packageBytes / 1000).toFixed(1)} kB`,
      // With the client of STS, which is loaded only where ScopedCredentials is on: docs/decisions/0007.
      target: '≤ 400 kB',
      met: packageBytes <= 400_000,
    },
    compare('init', 'ms', ours.initMilliseconds, naive.initMilliseconds, 20, 6),
    {
      what: 'presign-put: first call of all',
      ours: `${ours.firstMilliseconds.toFixed(1)} ms`,
      beside: `${naive.firstMilliseconds.toFixed(1)} ms`,
      ratio: `${(naive.firstMilliseconds / ours.firstMilliseconds).toFixed(1)}×`,
      target: 'none',
    },
    compare('warm call', 'µs', ours.warmMicroseconds, naive.warmMicroseconds, 100, 4),
  ];
}

/** What `ScopedCredentials` costs, beside the same without. STS is the local one: its answer takes no way and no TLS. */
function scopedRows(scoped: Speed, plain: Speed): Row[] {
  const row = (what: string, unit: string, on: number, off: number): Row => ({
    what: `presign-put, scoped credentials: ${what}`,
    ours: `${on.toFixed(1)} ${unit}`,
    beside: `${off.toFixed(1)} ${unit}`,
    ratio: `${(on / off).toFixed(1)}×`,
    target: 'none: on beside off',
  });
  return [
    row('init', 'ms', scoped.initMilliseconds, plain.initMilliseconds),
    row('first call of a caller', 'ms', scoped.firstMilliseconds, plain.firstMilliseconds),
    row('warm call', 'µs', scoped.warmMicroseconds, plain.warmMicroseconds),
  ];
}

async function probe(file: string, env: Readonly<Record<string, string>>): Promise<Speed> {
  const { stdout } = await run(process.execPath, [here('probe.mjs'), file, here('../../events/presign-put.json')], {
    env,
  });
  return JSON.parse(stdout) as Speed;
}

async function summary(file: string, samples: readonly Speed[]): Promise<Measured> {
  return {
    bundleBytes: (await stat(file)).size,
    initMilliseconds: median(samples.map(({ initMilliseconds }) => initMilliseconds)),
    firstMilliseconds: median(samples.map(({ firstMilliseconds }) => firstMilliseconds)),
    warmMicroseconds: median(samples.map(({ warmMicroseconds }) => warmMicroseconds)),
  };
}

async function folderBytes(file: string): Promise<number> {
  const names = await readdir(dirname(file));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dirname(file), name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
