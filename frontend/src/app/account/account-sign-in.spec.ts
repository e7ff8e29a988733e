import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { ChangePasswordDialog } from './change-password-dialog.ts';
import { AccountDialogDriver } from './testing/account-dialog.ts';
import { refusal } from './testing/fake-pool-requests.ts';

let driver: AccountDialogDriver;
beforeEach(async () => {
  driver = new AccountDialogDriver();
  await driver.open(ChangePasswordDialog);
});

const isOpen = () => driver.form.page.querySelector('input[name=new-password]') !== null;

describe('AccountSignIn', () => {
  it('proves who it is with the name of the session, which cannot be typed', async () => {
    await driver.signIn();
    expect(driver.identity.account.signIn).toHaveBeenCalledWith('anna', 'password of anna');
    expect(driver.identity.signIn).not.toHaveBeenCalled();
    expect(isOpen()).toBe(true);
  });

  it('asks for the code of the authenticator app, and says what to do without it', async () => {
    driver.identity.account.signIn.mockResolvedValue({ kind: 'code' });
    await driver.signIn();
    expect(driver.text()).toContain('Lost your phone?');
    await driver.enter('one-time-code', '12');
    expect(driver.form.alert()).toBe(text.signIn.code.incomplete);
    await driver.enter('one-time-code', '123 456');
    expect(driver.identity.account.answer).toHaveBeenCalledWith('123456');
    expect(isOpen()).toBe(true);
  });

  it('opens no account but that of the person whose page it is', async () => {
    driver.identity.account.signIn.mockResolvedValue({ kind: 'signed-in', userId: 'ben-id', accessToken: 'of ben' });
    await driver.signIn();
    expect(driver.form.alert()).toBe(accountText.signIn.notYou);
    expect(isOpen()).toBe(false);
  });

  it.each([
    [refusal('NotAuthorizedException', 'Incorrect username or password.'), accountText.signIn.wrongPassword],
    [refusal('NotAuthorizedException', 'Password attempts exceeded'), text.signIn.problems.locked],
    [refusal('UserLambdaValidationException'), text.signIn.problems.service],
    [refusal('NetworkError'), text.signIn.problems.network],
  ])('says about %s what to do, and stays closed', async (error, sentence) => {
    driver.identity.account.signIn.mockRejectedValue(error);
    await driver.signIn();
    expect(driver.form.alert()).toBe(sentence);
    expect(isOpen()).toBe(false);
  });

  it('begins with the password again when the code came too late', async () => {
    driver.identity.account.signIn.mockResolvedValue({ kind: 'code' });
    driver.identity.account.answer.mockRejectedValue(
      refusal('NotAuthorizedException', 'Invalid session for the user.'),
    );
    await driver.signIn();
    await driver.enter('one-time-code', '123456');
    expect(driver.form.field('current-password')).not.toBeNull();
    expect(driver.form.alert()).toBe(text.signIn.problems.stale);
  });

  it.each([{ kind: 'set-up', secret: 'ABC' } as const, { kind: 'new-password' } as const])(
    'says what to do when the account must first be set up: %j',
    async (step) => {
      driver.identity.account.signIn.mockResolvedValue(step);
      await driver.signIn();
      expect(driver.form.alert()).toBe(accountText.signIn.setUpFirst);
      expect(isOpen()).toBe(false);
    },
  );

  it('does not call the password incorrect when a code was refused', async () => {
    driver.identity.account.signIn.mockResolvedValue({ kind: 'code' });
    driver.identity.account.answer.mockRejectedValue(refusal('NotAuthorizedException', 'Not authorized.'));
    await driver.signIn();
    await driver.enter('one-time-code', '123456');
    expect(driver.form.alert()).toBe(text.signIn.problems.code);
  });

  it('demands a password', async () => {
    await driver.submit();
    expect(driver.form.alert()).toBe(accountText.signIn.required);
    expect(driver.identity.account.signIn).not.toHaveBeenCalled();
  });

  it('can be left', async () => {
    await driver.click('Cancel');
    expect(driver.dialog.close).toHaveBeenCalledTimes(1);
    TestBed.resetTestingModule();
  });
});
