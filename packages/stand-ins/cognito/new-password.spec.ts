import { AdminDeleteUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';
import { claimTime } from './testing/srp-client.ts';

const temporary = 'Temporary-12';
const own = 'My own password 1';
const incorrect = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start({ clients: [{}, { ClientName: 'second' }] });
});
afterEach(() => pool.stop());

describe('the new-password step', () => {
  const begin = async () => (await pool.signIn('demo', temporary)).json;
  const choose = (NEW_PASSWORD: string, Session: string | undefined, more: object = {}) =>
    pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'demo', NEW_PASSWORD }, { Session, ...more });
  beforeEach(() => pool.invite('demo', temporary));

  it('follows a temporary password and ends it', async () => {
    const { ChallengeName, ChallengeParameters, Session } = await begin();
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(ChallengeParameters).toMatchObject({
      USER_ID_FOR_SRP: 'demo',
      requiredAttributes: '[]',
      userAttributes: '{}',
    });
    expect((await choose(own, Session)).json.AuthenticationResult).toBeDefined();
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeDefined();
    expect((await pool.signIn('demo', temporary)).json).toEqual(incorrect);
  });

  it('refuses what the policy refuses and allows another try', async () => {
    const { Session } = await begin();
    const { json } = await choose('weak', Session);
    const message = 'Password did not conform with policy: Password not long enough';
    expect(json).toEqual({ __type: 'InvalidPasswordException', message });
    expect((await choose(own, Session)).status).toBe(200);
  });

  it('works once', async () => {
    const { Session } = await begin();
    await choose(own, Session);
    const { json } = await choose('Another password 2', Session);
    expect(json.message).toBe('Invalid session for the user, session can only be used once.');
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });

  it('ends after the minutes of the client', async () => {
    const { Session } = await begin();
    pool.pass(900);
    expect((await choose(own, Session)).json.message).toBe('Invalid session for the user, session is expired.');
  });

  it('refuses an invented session and a missing session', async () => {
    expect((await choose(own, 'A'.repeat(100))).json.message).toBe('Invalid session for the user.');
    expect((await choose(own, undefined)).json.message).toBe('Missing required parameter Session');
  });

  it("refuses another user's session", async () => {
    await pool.invite('other', temporary);
    const { Session } = (await pool.signIn('other', temporary)).json;
    expect((await choose(own, Session)).json.message).toBe('Invalid session for the user.');
  });

  it("refuses another client's session and challenge", async () => {
    const [, second = ''] = pool.clientIds;
    const { Session } = await begin();
    expect((await choose(own, Session, { ClientId: second })).json.message).toBe('Invalid session for the user.');
    const { srp, parameters } = await pool.challenge('demo');
    const proof = srp.answer(parameters, temporary, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', proof, { ClientId: second })).json).toEqual(incorrect);
  });

  it('ends when the user is removed, and when the temporary password is replaced', async () => {
    const { Session } = await begin();
    const Password = 'Temporary-34';
    await pool.admin().send(new AdminSetUserPasswordCommand({ ...pool.ids, Username: 'demo', Password }));
    expect((await choose(own, Session)).json.message).toBe('Invalid session for the user.');
    const again = (await pool.signIn('demo', Password)).json.Session;
    await pool.admin().send(new AdminDeleteUserCommand({ ...pool.ids, Username: 'demo' }));
    expect((await choose(own, again)).json.message).toBe('Invalid session for the user.');
  });

  it('is not offered once the temporary password is too old', async () => {
    pool.pass(7 * 86_400);
    expect((await pool.signIn('demo', temporary)).json).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Temporary password has expired and must be reset by an administrator.',
    });
  });
});
