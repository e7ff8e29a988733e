import { beforeEach, describe, expect, it } from '@jest/globals';

import { accountText } from '../text/account-text.ts';
import { AuthenticatorDialog } from './authenticator-dialog.ts';
import { AccountDialogDriver } from './testing/account-dialog.ts';
import { refusal } from './testing/fake-pool-requests.ts';

let driver: AccountDialogDriver;

async function open(isOn: boolean, mfa?: 'ON'): Promise<void> {
  driver.pool.answer('GetUser', isOn ? { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] } : {});
  await driver.open(AuthenticatorDialog, mfa);
  await driver.signIn();
}
beforeEach(() => {
  driver = new AccountDialogDriver();
  driver.pool.answer('AssociateSoftwareToken', { SecretCode: 'JBSWY3DPEHPK3PXP' });
  driver.pool.answer('VerifySoftwareToken', { Status: 'SUCCESS' });
});

const enter = (code: string) => driver.enter('one-time-code', code);
const notices = () =>
  driver.pool.sent.flatMap(({ input }) => (input['ClientMetadata'] as { notice: string } | undefined)?.notice ?? []);

describe('AuthenticatorDialog', () => {
  it('asks the service nothing before the person has signed in once more', async () => {
    await driver.open(AuthenticatorDialog);
    expect(driver.pool.operations).toEqual([]);
  });

  it('sets an app up and tells by mail', async () => {
    await open(false);
    await driver.click('Set up');
    expect(driver.form.page.querySelector('svg[role=img]')).not.toBeNull();
    expect(driver.form.page.querySelector('code')?.textContent).toBe('JBSW Y3DP EHPK 3PXP');
    await enter('123 456');
    expect(driver.pool.sent.at(-3)?.input).toMatchObject({ UserCode: '123456' });
    expect(driver.text()).toContain('Two-step sign-in is on.');
    expect(driver.text()).not.toContain('JBSW');
    expect([notices(), driver.pool.operations.includes('GlobalSignOut')]).toEqual([['second-factor-on'], false]);
  });

  it('lets one correct a wrong code with the same key', async () => {
    driver.pool.answer('VerifySoftwareToken', refusal('EnableSoftwareTokenMFAException'), { Status: 'SUCCESS' });
    await open(false);
    await driver.click('Set up');
    await enter('000000');
    expect(driver.form.alert()).toContain('Check the clock of your phone');
    await enter('123456');
    expect(driver.pool.operations.filter((it) => it === 'AssociateSoftwareToken')).toHaveLength(1);
    expect(driver.text()).toContain('Two-step sign-in is on.');
  });

  it('does not send half a code', async () => {
    await open(false);
    await driver.click('Set up');
    await enter('123');
    expect(driver.form.alert()).toBe('Enter all six digits.');
    expect(driver.pool.operations).not.toContain('VerifySoftwareToken');
  });

  it('switches off only when one is sure, and ends all sessions', async () => {
    await open(true);
    await driver.click('Switch off');
    await driver.click('Keep it on');
    expect(driver.pool.operations).toEqual(['GetUser']);
    await driver.click('Switch off');
    await driver.click('Switch off');
    expect(driver.pool.operations.slice(1)).toEqual([
      'SetUserMFAPreference',
      'GetUserAttributeVerificationCode',
      'GlobalSignOut',
    ]);
    expect(notices()).toEqual(['second-factor-off']);
    expect(driver.identity.signIn).toHaveBeenCalledWith('anna', 'password of anna', undefined);
    expect(driver.text()).toContain('Two-step sign-in is off.');
  });

  it('ends all sessions also when another tab closes the dialog while it switches off', async () => {
    await open(true);
    await driver.click('Switch off');
    const switched = driver.click('Switch off');
    driver.closeDialog();
    await switched;
    expect(driver.pool.operations.slice(-2)).toEqual(['GetUserAttributeVerificationCode', 'GlobalSignOut']);
  });

  it('does not offer to switch off what the pool demands', async () => {
    await open(true, 'ON');
    expect(driver.text()).toContain('Use another app');
    expect(driver.text()).not.toContain('Switch off');
  });

  it('moves to another app, and ends all sessions', async () => {
    await open(true);
    await driver.click('Use another app');
    await enter('123456');
    expect(driver.text()).toContain(accountText.authenticator.doneOther);
    expect([notices(), driver.pool.operations.at(-1)]).toEqual([['second-factor-on'], 'GlobalSignOut']);
  });

  it('says so where the pool offers none', async () => {
    driver.pool.answer('AssociateSoftwareToken', refusal('SoftwareTokenMFANotFoundException'));
    await open(false);
    await driver.click('Set up');
    expect(driver.form.alert()).toContain('is not available here');
  });

  it('asks again when the settings could not be read', async () => {
    driver.pool.answer('GetUser', new TypeError('Failed to fetch'), { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] });
    await driver.open(AuthenticatorDialog);
    await driver.signIn();
    expect(driver.form.alert()).toContain('Check your connection');
    await driver.click('Try again');
    expect(driver.text()).toContain('Signing in requires a code');
  });
});
