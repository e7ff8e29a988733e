import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PoolFixture } from './testing/pool-fixture.ts';

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start();
});
afterEach(() => pool.stop());

describe('signing in', () => {
  it('goes from a temporary password over an own one to tokens', async () => {
    const TemporaryPassword = 'Temporary-12';
    await pool.admin().send(new AdminCreateUserCommand({ ...pool.ids, Username: 'Demo', TemporaryPassword }));
    const first = await pool.signIn('demo', TemporaryPassword);
    expect(first).toMatchObject({ status: 200, json: { ChallengeName: 'NEW_PASSWORD_REQUIRED' } });
    const done = await pool.respond(
      'NEW_PASSWORD_REQUIRED',
      { USERNAME: 'demo', NEW_PASSWORD: 'My own password 1' },
      { Session: first.json.Session },
    );
    expect(done.json.AuthenticationResult).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
    expect((await pool.signIn('DEMO', 'My own password 1')).status).toBe(200);
    expect((await pool.signIn('demo', TemporaryPassword)).json).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });
});
