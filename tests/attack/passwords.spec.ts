/** Tests which passwords the pool of the template refuses, on the Cognito stand-in with the policy of the template. */
import { join } from 'node:path';

import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { PoolFixture } from '@airlock/stand-ins/cognito/testing/pool-fixture.ts';
import { readTemplate } from '@airlock/template';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' },
});
const temporary = 'A temporary password 1';

let pool: PoolFixture;
beforeAll(async () => {
  pool = await PoolFixture.start({
    userPool: { Policies: template.resource('UserPool').properties.at('Policies').value },
  });
});
afterAll(() => pool.stop());

const set = (Username: string, Password: string) =>
  pool.admin().send(new AdminSetUserPasswordCommand({ ...pool.ids, Username, Password, Permanent: true }));

/** Signs in with a temporary password for the first time and chooses another one. */
async function choose(username: string, password: string) {
  await pool.invite(username, temporary);
  const { Session } = (await pool.signIn(username, temporary)).json;
  const answer = await pool.respond(
    'NEW_PASSWORD_REQUIRED',
    { USERNAME: username, NEW_PASSWORD: password },
    { Session },
  );
  return { error: answer.json.__type, hasTokens: answer.json.AuthenticationResult !== undefined };
}

describe('a new password', () => {
  it('takes no short password, however many kinds of characters it has', async () => {
    for (const [index, password] of ['Password1234', 'Sommer2026!', 'Tr0ub4dor&3+x'].entries()) {
      const refused = { error: 'InvalidPasswordException', hasTokens: false };
      expect({ password, ...(await choose(`short-${index}`, password)) }).toEqual({ password, ...refused });
    }
  });

  it('is none of the last five, so that a password that was given up does not come back', async () => {
    const passwords = ['one', 'two', 'three', 'four', 'five', 'six'].map((it) => `Correct-Horse-Battery-${it}-1`);
    const [first = '', ...others] = passwords;
    await pool.enrol('returning', first);
    for (const password of others) await set('returning', password);
    for (const password of others) await expect(set('returning', password)).rejects.toThrow(/previously been used/);
    await expect(set('returning', first)).rejects.toThrow(/previously been used/);
    for (const password of ['seven', 'eight']) await set('returning', `Correct-Horse-Battery-${password}-1`);
    await set('returning', first);
  });

  it('takes a long one', async () => {
    expect(await choose('long', 'Correct-Horse-Battery-1')).toEqual({ error: undefined, hasTokens: true });
  });
});
