import { beforeEach, describe, expect, it } from '@jest/globals';

import { accountText } from '../text/account-text.ts';
import { ChangeEmailDialog } from './change-email-dialog.ts';
import { AccountDialogDriver } from './testing/account-dialog.ts';
import { refusal } from './testing/fake-pool-requests.ts';

let driver: AccountDialogDriver;
beforeEach(async () => {
  driver = new AccountDialogDriver();
  await driver.open(ChangeEmailDialog);
  await driver.signIn();
});

describe('ChangeEmailDialog', () => {
  it('tells the present address, sends a code to the new one, and ends all sessions when it is entered', async () => {
    await driver.enter('email', ' new@example.com ');
    expect(driver.pool.operations).toEqual(['GetUserAttributeVerificationCode', 'UpdateUserAttributes']);
    expect(driver.pool.sent[0]?.input).toMatchObject({ ClientMetadata: { notice: 'address-changing' } });
    expect(driver.pool.sent[1]?.input).toMatchObject({
      UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
    });
    expect(driver.text()).toContain('A code is on its way to new@example.com');
    await driver.enter('one-time-code', '123456');
    expect(driver.pool.operations.slice(2)).toEqual(['VerifyUserAttribute', 'GlobalSignOut']);
    expect(driver.identity.signIn).toHaveBeenCalledWith('anna', 'password of anna', undefined);
    expect(driver.text()).toContain(accountText.email.done);
  });

  it('ends all sessions also when another tab closes the dialog while the code is checked', async () => {
    await driver.click('I have a code');
    await driver.form.type('one-time-code', '123456');
    const submitted = driver.submit();
    driver.closeDialog();
    await submitted;
    expect(driver.pool.operations).toEqual(['VerifyUserAttribute', 'GlobalSignOut']);
  });

  it('takes a code that came after the dialog had been closed', async () => {
    await driver.click('I have a code');
    await driver.enter('one-time-code', '123456');
    expect(driver.pool.operations).toEqual(['VerifyUserAttribute', 'GlobalSignOut']);
  });

  it.each(['', 'anna', 'anna@home', 'an na@example.com'])('does not send %j', async (typed) => {
    await driver.enter('email', typed);
    expect(driver.form.alert()).toBe(accountText.email.required);
    expect(driver.pool.operations).toEqual([]);
  });

  it.each([
    ['InvalidParameterException', accountText.problems.address],
    ['AliasExistsException', accountText.problems.taken],
    ['CodeDeliveryFailureException', accountText.problems.delivery],
  ])('says about %s what to do', async (name, sentence) => {
    driver.pool.answer('UpdateUserAttributes', refusal(name));
    await driver.enter('email', 'new@example.com');
    expect(driver.form.alert()).toBe(sentence);
  });

  it('corrects a wrong code, and asks for another one or another address', async () => {
    driver.pool.answer('VerifyUserAttribute', refusal('CodeMismatchException'));
    await driver.enter('email', 'new@example.com');
    await driver.enter('one-time-code', '000000');
    expect(driver.form.alert()).toBe(accountText.problems.code);
    await driver.click('Use another address');
    expect(driver.form.field('email').value).toBe(' new@example.com '.trim());
  });

  it('keeps the code when the mail took longer than the token lives', async () => {
    driver.pool.answer('VerifyUserAttribute', refusal('NotAuthorizedException', 'Access Token has expired'), {});
    await driver.enter('email', 'new@example.com');
    await driver.enter('one-time-code', '123456');
    await driver.signIn();
    expect(driver.form.field('one-time-code').value).toBe('123456');
    await driver.submit();
    expect(driver.text()).toContain(accountText.email.done);
  });
});
