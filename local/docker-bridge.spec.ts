import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { desktopHost, prepareSam } from './docker-bridge.ts';
import { localPlace } from './place.ts';

const template = readTemplate(join(import.meta.dirname, '../template.yaml'), {
  ...localPlace,
  parameters: {
    DevOrigin: 'http://localhost:4200',
    S3Endpoint: 'http://127.0.0.1:9000',
    CognitoEndpoint: 'http://127.0.0.1:9229',
  },
});
const principalArn = 'arn:aws:iam::000000000000:role/shared';
const key = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', principalArn };

describe('the functions in containers', () => {
  it('call S3 and Cognito at the name that this machine has in a container', () => {
    const directory = mkdtempSync(join(tmpdir(), 'airlock-sam-'));
    const command = prepareSam({ template, directory, host: desktopHost, key, api: undefined });
    const file = readFileSync(join(directory, 'sam-env.json'), 'utf8');
    rmSync(directory, { recursive: true });
    expect(JSON.parse(file)).toMatchObject({
      PresignPut: {
        AWS_ENDPOINT_URL_S3: 'http://host.docker.internal:9000',
        USER_POOL_JWKS_URL: expect.stringMatching(/^http:\/\/host\.docker\.internal:9229\//),
      },
    });
    expect(command).toContain(`Architecture=${process.arch === 'arm64' ? 'arm64' : 'x86_64'} `);
    expect(command).toContain('DevOrigin=http://localhost:4200');
  });

  it.each([
    [undefined, '3000'],
    [new URL('http://127.0.0.1:3001'), '3001'],
    [new URL('http://127.0.0.1:80'), '80'],
    [new URL('http://localhost'), '80'],
  ])('listen where the API is said to be: %s', (api, port) => {
    const directory = mkdtempSync(join(tmpdir(), 'airlock-sam-'));
    const command = prepareSam({ template, directory, host: desktopHost, key, api });
    rmSync(directory, { recursive: true });
    expect(/--port (\S+)/.exec(command)?.[1]).toBe(port);
  });
});
