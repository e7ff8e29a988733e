import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Target } from '@airlock/stand-ins/s3/testing/target.ts';

/** One command and what it must print, without progress; `prepare` changes the files before the command. */
interface Step {
  readonly command: string;
  readonly prints: RegExp;
  readonly prepare?: (directory: string) => void;
}

const bigBytes = 20 * 1024 * 1024;
const bucket = 's3://scratch-cli';

/**
 * What people do with `aws s3`: upload files small and in parts, with odd names, synchronize folders, move, download,
 * remove.
 */
const steps: readonly Step[] = [
  { command: `aws s3 mb ${bucket}`, prints: /^make_bucket: scratch-cli$/ },
  { command: `aws s3 cp files ${bucket}/files --recursive --no-progress`, prints: /(?:^upload: .*\n?){3}/m },
  { command: `aws s3 sync files ${bucket}/files --no-progress`, prints: /^$/ },
  {
    command: `aws s3 sync files ${bucket}/files --no-progress --delete`,
    prints: /^(?=[^]*^delete: .*\/ä b\+c\.txt$)(?=[^]*^upload: .*\/a\.txt$)/m,
    prepare: (directory) => {
      writeFileSync(join(directory, 'files/a.txt'), 'changed, and longer\n');
      unlinkSync(join(directory, 'files/sub/ä b+c.txt'));
    },
  },
  { command: `aws s3 ls ${bucket} --recursive`, prints: /20 files\/a\.txt\n.* 20971520 files\/big\.bin$/ },
  { command: `aws s3 cp ${bucket}/files/big.bin back.bin --no-progress`, prints: /^download: / },
  { command: `aws s3 cp ${bucket}/files/big.bin ${bucket}/copy.bin --no-progress`, prints: /^copy: / },
  { command: `aws s3 mv ${bucket}/copy.bin ${bucket}/moved.bin --no-progress`, prints: /^move: / },
  { command: `aws s3 cp ${bucket}/files/a.txt -`, prints: /^changed, and longer$/ },
  { command: `aws s3 rb ${bucket}`, prints: /BucketNotEmpty/ },
  { command: `aws s3 rm ${bucket} --recursive`, prints: /(?:^delete: .*\n?){3}/m },
  { command: `aws s3 rb ${bucket}`, prints: /^remove_bucket: scratch-cli$/ },
];

export interface Transcript {
  readonly version: string;
  /** Command and output, as a terminal would show them. */
  readonly text: string;
  readonly failures: readonly string[];
}

/** Runs the AWS CLI on a server. Returns `undefined` when this machine has no AWS CLI. */
export async function runAwsCli(target: Target): Promise<Transcript | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-cli-'));
  try {
    const version = await run('aws --version', directory, target);
    if (!version.startsWith('aws-cli/')) return undefined;
    mkdirSync(join(directory, 'files/sub'), { recursive: true });
    writeFileSync(join(directory, 'files/a.txt'), 'a\n');
    writeFileSync(join(directory, 'files/sub/ä b+c.txt'), 'odd\n');
    const big = Buffer.alloc(bigBytes, 'The quick brown fox ');
    writeFileSync(join(directory, 'files/big.bin'), big);
    let text = '';
    const failures: string[] = [];
    for (const { command, prints, prepare } of steps) {
      prepare?.(directory);
      const output = await run(command, directory, target);
      text += `$ ${command}\n${output}${output && '\n'}`;
      if (!prints.test(output)) failures.push(`${command}: ${output}`);
    }
    if (!readFileSync(join(directory, 'back.bin')).equals(big)) failures.push('back.bin is not what was uploaded');
    return { version, text, failures };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Runs a command and returns its output whatever its exit code; the output is empty when there is no such program. */
function run(command: string, cwd: string, { url, region, accessKey }: Target): Promise<string> {
  const [program = '', ...args] = command.split(' ');
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: join(cwd, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'none'),
    AWS_PAGER: '',
    LC_ALL: 'C.UTF-8',
  };
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env, timeout: 60_000 }, (_error, stdout, stderr) => {
      resolve(`${stdout}${stderr}`.trim());
    });
  });
}
