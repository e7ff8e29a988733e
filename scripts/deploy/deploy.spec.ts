import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { awsProblem } from './aws-problem.ts';
import { checkStackName } from './check-stack-name.ts';
import { readCommandLine } from './command-line.ts';
import { nextAfterFailure } from './next-after-failure.ts';
import { mergeOverrides } from './sam.ts';
import { readSamConfig } from './sam-config.ts';

const root = join(import.meta.dirname, '../..');

describe('a stack name', () => {
  it.each(['airlock', 'a', 'airlock-prod-2', 'a'.repeat(29)])('%s is accepted', (name) => {
    expect(() => checkStackName(name)).not.toThrow();
  });

  it.each([
    ['Airlock', 'must be lower-case'],
    ['1airlock', 'must be lower-case'],
    ['air_lock', 'must be lower-case'],
    ['a'.repeat(30), 'has 30 characters; at most 29'],
  ])('%s is refused before anything is created', (name, sentence) => {
    expect(() => checkStackName(name)).toThrow(sentence);
  });
});

describe('samconfig.toml', () => {
  it('has a stack for development and one for production', async () => {
    expect(await readSamConfig(join(root, 'samconfig.toml'), 'default')).toMatchObject({ stackName: 'airlock' });
    expect(await readSamConfig(join(root, 'samconfig.toml'), 'prod')).toMatchObject({ stackName: 'airlock-prod' });
  });

  it('can give parameters as a text or as a list', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airlock-samconfig-'));
    const file = join(folder, 'samconfig.toml');
    await writeFile(
      file,
      `[a.deploy.parameters]\nparameter_overrides = 'X=1 Y="two words"'\n[b.deploy.parameters]\nparameter_overrides = ["X=1"]\n`,
    );
    expect((await readSamConfig(file, 'a')).parameterOverrides).toEqual(['X=1', 'Y=two words']);
    expect((await readSamConfig(file, 'b')).parameterOverrides).toEqual(['X=1']);
    await rm(folder, { recursive: true });
  });

  it('must have the environment that is asked for', async () => {
    await expect(readSamConfig(join(root, 'samconfig.toml'), 'staging')).rejects.toThrow('has no [staging.…]');
  });
});

it('the later of two values of a parameter counts', () => {
  expect(mergeOverrides(['A=1', 'B=1'], ['A=2'])).toEqual(['A=2', 'B=1']);
});

describe('a failed deploy says what to do next', () => {
  const place = { stackName: 'airlock', region: 'eu-central-1' };

  it.each([
    ['REVIEW_IN_PROGRESS', 'Nothing was created'],
    ['ROLLBACK_COMPLETE', 'sam delete --stack-name airlock --region eu-central-1'],
    ['UPDATE_ROLLBACK_COMPLETE', 'the site runs as before'],
    ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name airlock'],
  ] as const)('%s', (StackStatus, sentence) => {
    const stack = { StackName: 'airlock', CreationTime: new Date(0), StackStatus };
    expect(nextAfterFailure(stack, place)).toContain(sentence);
  });

  it('names the fix when there is no stack', () => {
    expect(nextAfterFailure(undefined, place)).toContain('Nothing was created');
  });
});

describe('an error of AWS', () => {
  it.each([
    ['CredentialsProviderError', 'Could not load', 'run "aws configure"'],
    ['ExpiredToken', 'expired', 'run "aws configure"'],
    ['Error', 'Region is missing', 'give --region'],
    ['AccessDenied', 'not authorized', 'ask the administrator'],
  ])('%s: %s says what mends it', (name, message, fix) => {
    expect(awsProblem(Object.assign(new Error(message), { name }))).toContain(fix);
  });
});

describe('the command line', () => {
  it('takes parameters one by one', () => {
    expect(readCommandLine(['--env', 'prod', '--parameter', 'A=1', '--parameter', 'B='])).toMatchObject({
      ...{ env: 'prod', parameters: ['A=1', 'B='], yes: false },
    });
  });

  it.each([[['--what']], [['--parameter', 'A']], [['prod']]])('%j shows the usage', (args) => {
    expect(() => readCommandLine(args)).toThrow('Usage: npm run deploy');
  });
});
