/** Tests of the functions that the user pool calls, as Lambda loads them. */
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { TriggerHandler } from '../http/trigger-handler.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { sampleContext } from '../testing/sample-event.ts';
import { sampleConfirmedEvent, sampleMailEvent, sampleTokenEvent } from '../testing/trigger-event.ts';

Object.assign(process.env, lambdaEnvironment);
const load = async (name: string) => ((await import(`./${name}.ts`)) as { handler: TriggerHandler }).handler;
const preTokenGeneration = await load('pre-token-generation');
const customMessage = await load('custom-message');
const postConfirmation = await load('post-confirmation');

let logged = '';
const send = jest.spyOn(CognitoIdentityProviderClient.prototype, 'send') as unknown as jest.Mock<
  (command: { readonly input: unknown }) => Promise<unknown>
>;

beforeEach(() => {
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += text.toString();
    return true;
  });
  send.mockReset().mockResolvedValue({});
});

describe('PreTokenGeneration', () => {
  it('answers the event with the scopes of the token', async () => {
    const event = sampleTokenEvent('TokenGeneration_Authentication');
    const accessTokenGeneration = {
      scopesToAdd: ['airlock/files'],
      scopesToSuppress: ['aws.cognito.signin.user.admin'],
    };
    expect(await preTokenGeneration(event, sampleContext())).toEqual({
      ...event,
      response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } },
    });
  });

  it('logs who gets a token for what, and nothing else of the person', async () => {
    await preTokenGeneration(
      sampleTokenEvent('TokenGeneration_Authentication', { purpose: 'account' }),
      sampleContext(),
    );
    expect(JSON.parse(logged)).toMatchObject({
      ...{ level: 'INFO', message: 'decided', caller: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', opens: 'account' },
      ...{ triggerSource: 'TokenGeneration_Authentication', clientId: 'exampleclientid' },
    });
    expect(logged).not.toMatch(/demo|example\.com/);
  });

  it.each(['1', '3', 2, undefined])('lets nobody in for an event of version %j', async (version) => {
    const event = { ...sampleTokenEvent('TokenGeneration_Authentication'), version };
    await expect(preTokenGeneration(event, sampleContext())).rejects.toThrow('unknown event: version');
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'event'],
    ['no request', { ...sampleTokenEvent('TokenGeneration_Authentication'), request: undefined }],
    ['no source', { ...sampleTokenEvent('TokenGeneration_Authentication'), triggerSource: undefined }],
    [
      'metadata that is no text',
      {
        ...sampleTokenEvent('TokenGeneration_Authentication'),
        request: { userAttributes: {}, clientMetadata: { purpose: ['account'] } },
      },
    ],
  ])('lets nobody in for an event with %s', async (_, event) => {
    await expect(preTokenGeneration(event, sampleContext())).rejects.toThrow('unknown event');
  });

  it('keeps what an unknown event says out of the error, which Lambda logs', async () => {
    const event = { ...sampleTokenEvent('TokenGeneration_Authentication'), version: 'demo@example.com' };
    await expect(preTokenGeneration(event, sampleContext())).rejects.not.toThrow(/example/);
  });
});

describe('CustomMessage', () => {
  it('answers with the mail of a notice', async () => {
    const event = sampleMailEvent('CustomMessage_VerifyUserAttribute', { notice: 'password-changed' });
    expect(await customMessage(event, sampleContext())).toMatchObject({
      ...event,
      response: { emailSubject: 'Your password was changed' },
    });
    expect(logged).not.toMatch(/demo|example\.com|####/);
  });

  it('stops no mail of Cognito because the event lacks something that only a notice needs', async () => {
    const event = sampleMailEvent('CustomMessage_AdminCreateUser');
    const request = { userAttributes: { sub: null }, codeParameter: null, clientMetadata: null };
    expect(await customMessage({ ...event, request }, sampleContext())).toEqual({ ...event, request, response: {} });
  });

  it('leaves every other mail to Cognito', async () => {
    const event = sampleMailEvent('CustomMessage_ForgotPassword');
    expect(await customMessage(event, sampleContext())).toEqual({ ...event, response: {} });
  });
});

describe('PostConfirmation', () => {
  const event = sampleConfirmedEvent('PostConfirmation_ConfirmForgotPassword');

  it('ends the sessions of a person who has reset the password', async () => {
    expect(await postConfirmation(event, sampleContext())).toEqual(event);
    expect(send.mock.calls.map(([{ input }]) => input)).toEqual([
      { UserPoolId: 'eu-central-1_EXAMPLE', Username: 'demo' },
    ]);
  });

  it('fails when Cognito refuses that', async () => {
    send.mockRejectedValue(new Error('AccessDenied'));
    await expect(postConfirmation(event, sampleContext())).rejects.toThrow('AccessDenied');
  });
});
