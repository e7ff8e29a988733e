import { AdminDeleteUserCommand, AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';
import { claimTime, prime, SrpClient } from './testing/srp-client.ts';

const own = 'My own password 1';
const incorrect = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start({ clients: [{}, { ClientName: 'second', AuthSessionValidity: undefined }] });
});
afterEach(() => pool.stop());

describe('signing in with an own password', () => {
  beforeEach(() => pool.enrol('demo', own));

  it('gives three tokens', async () => {
    const { json } = await pool.signIn('demo', own);
    expect(json.AuthenticationResult).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
    expect(json.AuthenticationResult?.RefreshToken).toHaveLength(256);
    expect(json.ChallengeName).toBeUndefined();
  });

  it('ignores the case of the name, as the pool says', async () => {
    expect((await pool.signIn('DeMo', own)).status).toBe(200);
  });

  it('refuses a wrong password', async () => {
    expect((await pool.signIn('demo', 'not my password')).json).toEqual(incorrect);
  });

  it('refuses the same proof a second time', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).status).toBe(200);
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual(incorrect);
  });

  it('accepts one of ten equal proofs that come at once', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    const replies = await Promise.all(Array.from({ length: 10 }, () => pool.respond('PASSWORD_VERIFIER', proof)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('refuses a right proof after a wrong one for the same challenge', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    const time = claimTime(pool.now);
    await pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, 'guess', time));
    expect((await pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, own, time))).json).toEqual(incorrect);
  });

  it.each([
    ['signature', { PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString('base64') }],
    ['secret block', { PASSWORD_CLAIM_SECRET_BLOCK: Buffer.alloc(720).toString('base64') }],
    ['user name', { USERNAME: 'other' }],
  ])('refuses a proof with another %s', async (_name, change) => {
    const { srp, parameters } = await pool.challenge('demo');
    const proof = { ...srp.answer(parameters, own, claimTime(pool.now)), ...change };
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual(incorrect);
  });

  it('refuses a proof whose time is not the time that it states', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    const TIMESTAMP = claimTime(new Date(pool.now.getTime() + 1000));
    expect((await pool.respond('PASSWORD_VERIFIER', { ...proof, TIMESTAMP })).json).toEqual(incorrect);
  });

  it('names the format of the time of a proof', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    const { json } = await pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, own, pool.now.toISOString()));
    const message = 'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.';
    expect(json).toEqual({ __type: 'InvalidParameterException', message });
  });

  it.each([-301, 301])('refuses a proof that is %i seconds from now', async (seconds) => {
    const { srp, parameters } = await pool.challenge('demo');
    const time = claimTime(new Date(pool.now.getTime() + seconds * 1000));
    expect((await pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, own, time))).json).toEqual(incorrect);
  });

  it.each([
    [180, 'the default of AWS', 1],
    [900, 'AuthSessionValidity of the client', 0],
  ])('refuses a proof %i seconds after its challenge, and takes one just before: %s', async (seconds, _, client) => {
    const more = { ClientId: pool.clientIds[client] };
    const early = await pool.challenge('demo', undefined, more);
    pool.pass(seconds - 1);
    const inTime = early.srp.answer(early.parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', inTime, more)).status).toBe(200);
    const late = await pool.challenge('demo', undefined, more);
    pool.pass(seconds);
    const tooLate = late.srp.answer(late.parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', tooLate, more)).json).toEqual(incorrect);
  });

  it.each(['0', prime.toString(16), (prime * 2n).toString(16), 'not hex'])(
    'refuses the client value %#',
    async (SRP_A) => {
      const AuthParameters = { USERNAME: 'demo', SRP_A };
      const { json } = await pool.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters });
      expect(json.__type).toBe('InvalidParameterException');
    },
  );

  it.each(['USERNAME', 'PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'])(
    'names the missing %s',
    async (name) => {
      const { srp, parameters } = await pool.challenge('demo');
      const proof = { ...srp.answer(parameters, own, claimTime(pool.now)), [name]: '' };
      expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual({
        __type: 'InvalidParameterException',
        message: `Missing required parameter ${name}`,
      });
    },
  );

  it('refuses a proof whose user was removed meanwhile', async () => {
    const { srp, parameters } = await pool.challenge('demo');
    await pool.admin().send(new AdminDeleteUserCommand({ ...pool.ids, Username: 'demo' }));
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual(incorrect);
  });

  it('tells a disabled user so only after the right password', async () => {
    await pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username: 'demo' }));
    expect((await pool.signIn('demo', 'not my password')).json).toEqual(incorrect);
    expect((await pool.signIn('demo', own)).json.message).toBe('User is disabled.');
  });

  it('locks after five failures, also for the right password, and accepts it after the lock', async () => {
    for (let time = 0; time < 5; time += 1) await pool.signIn('demo', 'not my password');
    expect((await pool.signIn('demo', own)).json).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Password attempts exceeded',
    });
    pool.pass(1);
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });

  it('locks challenges that were opened before the lock too, so that passwords cannot be guessed in parallel', async () => {
    const open = await Promise.all(Array.from({ length: 8 }, () => pool.challenge('demo')));
    const time = claimTime(pool.now);
    const replies = await Promise.all(
      open.map(({ srp, parameters }) => pool.respond('PASSWORD_VERIFIER', srp.answer(parameters, 'guess', time))),
    );
    const messages = replies.map(({ json }) => json.message);
    expect(messages.filter((message) => message === 'Password attempts exceeded')).toHaveLength(3);
  });
});

describe('a name that nobody has', () => {
  it('is challenged like any other, with the same salt each time, and then refused in the same way', async () => {
    const first = await pool.challenge('nobody');
    const second = await pool.challenge('Nobody');
    const another = await pool.challenge('somebody');
    const { SALT, USER_ID_FOR_SRP } = second.parameters;
    expect(first.parameters).toMatchObject({ SALT, USER_ID_FOR_SRP });
    expect(USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(first.parameters.SRP_B).not.toBe(second.parameters.SRP_B);
    expect(another.parameters.SALT).not.toBe(first.parameters.SALT);
    const proof = first.srp.answer(first.parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual(incorrect);
  });

  it('has a challenge of the same shape as a user', async () => {
    await pool.enrol('demo', own);
    const [user, nobody] = [await pool.challenge('demo'), await pool.challenge('nobody')];
    expect(Object.keys(nobody.parameters)).toEqual(Object.keys(user.parameters));
    expect(nobody.parameters.SECRET_BLOCK).toHaveLength(user.parameters.SECRET_BLOCK.length);
  });

  it('is locked like any other', async () => {
    for (let time = 0; time < 5; time += 1) await pool.signIn('nobody', own);
    expect((await pool.challenge('nobody')).json.message).toBe('Password attempts exceeded');
  });
});

describe('clients and flows', () => {
  it('refuses an unknown client', async () => {
    const { json } = await pool.challenge('demo', undefined, { ClientId: 'nosuchclient' });
    const message = 'User pool client nosuchclient does not exist.';
    expect(json).toEqual({ __type: 'ResourceNotFoundException', message });
  });

  it.each([
    ['USER_PASSWORD_AUTH', 'InvalidParameterException'],
    ['ADMIN_USER_PASSWORD_AUTH', 'InvalidParameterException'],
    ['REFRESH_TOKEN_AUTH', 'NotAuthorizedException'],
    ['NO_SUCH_FLOW', 'InvalidParameterException'],
    ['CUSTOM_AUTH', 'NotImplementedException'],
  ])('refuses %s', async (AuthFlow, type) => {
    const AuthParameters = { USERNAME: 'demo', PASSWORD: own, REFRESH_TOKEN: 'abc' };
    expect((await pool.call('InitiateAuth', { AuthFlow, AuthParameters })).json.__type).toBe(type);
  });

  it('takes a client value that another challenge used, without mixing the two', async () => {
    await pool.enrol('demo', own);
    const srp = new SrpClient(pool.cognito.userPoolId);
    const [first, second] = [await pool.challenge('demo', srp), await pool.challenge('demo', srp)];
    const mixed = srp.answer(
      { ...first.parameters, SECRET_BLOCK: second.parameters.SECRET_BLOCK },
      own,
      claimTime(pool.now),
    );
    expect((await pool.respond('PASSWORD_VERIFIER', mixed)).json).toEqual(incorrect);
  });
});
