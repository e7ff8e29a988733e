import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Target } from '@airlock/stand-ins/s3/testing/target.ts';

export interface ClientsOutcome {
  /** One line per client: `ok NAME` or `failed NAME: REASON`. */
  readonly lines: readonly string[];
  readonly passedCount: number;
  readonly failures: readonly string[];
}

const patienceMs = 300_000;

/**
 * Moves 20 MiB to the server and back with clients that others wrote. Returns `undefined` when the `python3` on PATH does not
 * have them: `pip install -r tests/conformance/clients/requirements.txt`.
 */
export async function runClients(target: Target): Promise<ClientsOutcome | undefined> {
  if (!(await areInstalled(target))) return undefined;
  const { output, failed } = await python([join(import.meta.dirname, 'clients.py')], target);
  const lines = output.trim().split('\n');
  const failures = lines.filter((line) => !line.startsWith('ok '));
  return { lines, passedCount: lines.length - failures.length, failures: failed ? [...failures, output] : failures };
}

/** Whether each client is there in the version that was tried. */
async function areInstalled(target: Target): Promise<boolean> {
  const wanted = readFileSync(join(import.meta.dirname, 'requirements.txt'), 'utf8')
    .trim()
    .split('\n');
  const { output } = await python(['-m', 'pip', 'freeze'], target);
  const installed = new Set(output.split('\n').map((line) => line.trim()));
  return wanted.every((line) => installed.has(line));
}

function python(args: readonly string[], target: Target): Promise<{ output: string; failed: boolean }> {
  const { url, region, bucket, accessKey } = target;
  const env = {
    ...process.env,
    S3_BUCKET: bucket,
    AWS_ENDPOINT_URL: url,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    LC_ALL: 'C.UTF-8',
  };
  return new Promise((resolve) => {
    execFile('python3', args, { env, timeout: patienceMs }, (error, stdout, stderr) => {
      resolve({ output: error ? `${stdout}${stderr}` : stdout, failed: error !== null });
    });
  });
}
