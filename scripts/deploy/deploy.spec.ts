import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StackStatus } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from '@jest/globals';

import { checkAccount } from './account.ts';
import { awsProblem } from './aws-problem.ts';
import { checkRegion } from './check-region.ts';
import { checkStackName } from './check-stack-name.ts';
import { readCommandLine } from './command-line.ts';
import { checkSamVersion } from './sam.ts';
import { readSamConfig } from './sam-config.ts';
import { checkStackState, nextAfterFailure } from './stack-state.ts';

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
  it('tags every stack with the app and what it is for', async () => {
    expect((await readSamConfig(join(root, 'samconfig.toml'), 'default')).tags).toEqual([
      'app=airlock',
      'environment=dev',
    ]);
    expect((await readSamConfig(join(root, 'samconfig.toml'), 'prod')).tags).toEqual([
      'app=airlock',
      'environment=prod',
    ]);
  });

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

describe('a failed deploy says what to do next', () => {
  const place = { stackName: 'airlock', region: 'eu-central-1' };

  it.each([
    ['REVIEW_IN_PROGRESS', 'Nothing was created'],
    ['ROLLBACK_COMPLETE', 'sam delete --stack-name airlock --region eu-central-1'],
    ['UPDATE_COMPLETE', 'The stack airlock is UPDATE_COMPLETE, and the site shows the app it showed before'],
    ['UPDATE_ROLLBACK_COMPLETE', 'the site shows the app it showed before'],
    ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name airlock'],
    ['UPDATE_IN_PROGRESS', 'CloudFormation is at work on it, perhaps for a deploy that was interrupted'],
  ] as const)('%s', (status, sentence) => {
    expect(nextAfterFailure(status, place)).toContain(sentence);
  });

  it('names the fix when there is no stack', () => {
    expect(nextAfterFailure(undefined, place)).toContain('Nothing was created');
  });

  it.each([
    [undefined],
    ['REVIEW_IN_PROGRESS'],
    ['CREATE_COMPLETE'],
    ['UPDATE_COMPLETE'],
    ['UPDATE_ROLLBACK_COMPLETE'],
    ['IMPORT_COMPLETE'],
    ['IMPORT_ROLLBACK_COMPLETE'],
  ] as const)('a stack that is %s is deployed to', (status) => {
    expect(() => checkStackState(status, place)).not.toThrow();
  });

  it.each(
    Object.values(StackStatus)
      .filter((it) => it !== 'REVIEW_IN_PROGRESS' && it !== 'DELETE_COMPLETE')
      .filter((it) => /IN_PROGRESS$|FAILED$|^ROLLBACK_COMPLETE$/.test(it)),
  )('a stack that is %s is refused with the way on, before anything is built', (status) => {
    expect(() => checkStackState(status, place)).toThrow(
      new RegExp(
        `^The stack airlock is ${status}\\. .+"aws cloudformation|^The stack airlock is ${status}\\. .+"sam delete`,
      ),
    );
    expect(() => checkStackState(status, place)).toThrow('Nothing was changed.');
  });
});

describe('where a deploy can go', () => {
  it.each(['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1'])(
    'the region %s is refused',
    (region) => {
      expect(() => checkRegion(region)).toThrow('is a region of another partition of AWS');
    },
  );

  it.each(['eu-central-1', 'us-east-1', 'ap-southeast-3', 'ca-west-1', 'il-central-1', 'mx-central-1'])(
    'the region %s is not',
    (region) => {
      expect(() => checkRegion(region)).not.toThrow();
    },
  );

  it('credentials of another partition or account are refused', () => {
    const mine = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/deployer/me' };
    expect(checkAccount(mine, undefined)).toBe('123456789012');
    expect(checkAccount(mine, '123456789012')).toBe('123456789012');
    expect(() => checkAccount(mine, '210987654321')).toThrow(
      'of the account 123456789012, not 210987654321: set AWS_PROFILE',
    );
    const china = { account: '123456789012', arn: 'arn:aws-cn:iam::123456789012:user/me' };
    expect(() => checkAccount(china, undefined)).toThrow('of the partition aws-cn of AWS');
  });
});

describe('the SAM CLI', () => {
  it.each(['1.147.1', '1.147.2', '1.148.0', '1.170.0', '2.0.0'])('%s will do', (version) => {
    expect(() => checkSamVersion(`SAM CLI, version ${version}\n`)).not.toThrow();
  });

  it.each([
    ['SAM CLI, version 1.147.0', 'is 1.147.0, and template.yaml needs 1.147.1 or newer'],
    ['SAM CLI, version 1.99.9', 'is 1.99.9'],
    ['SAM CLI, version 0.200.9', 'install-sam-cli.html'],
    ['', 'of an unknown version'],
  ])('"%s" is refused', (printed, sentence) => {
    expect(() => checkSamVersion(printed)).toThrow(sentence);
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
