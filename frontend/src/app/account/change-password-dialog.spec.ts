import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Session } from '../sign-in/session.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { ChangePasswordDialog } from './change-password-dialog.ts';
import { AccountDialogDriver } from './testing/account-dialog.ts';
import { refusal } from './testing/fake-pool-requests.ts';

const next = 'A-New-Password-2027';
let driver: AccountDialogDriver;
beforeEach(async () => {
  driver = new AccountDialogDriver();
  await driver.open(ChangePasswordDialog);
});

async function change(): Promise<void> {
  await driver.signIn();
  await driver.enter('new-password', next);
}

describe('ChangePasswordDialog', () => {
  it('changes the password, tells by mail, ends all sessions and signs in again, in this order', async () => {
    await change();
    expect(driver.pool.operations).toEqual(['ChangePassword', 'GetUserAttributeVerificationCode', 'GlobalSignOut']);
    expect(driver.pool.sent[0]?.input).toMatchObject({ PreviousPassword: 'password of anna', ProposedPassword: next });
    expect(driver.pool.sent[1]?.input).toMatchObject({ ClientMetadata: { notice: 'password-changed' } });
    expect(driver.identity.signIn).toHaveBeenCalledWith('anna', next, undefined);
    expect(driver.text()).toContain(accountText.password.done);
    expect(driver.text()).toContain(accountText.end.done);
  });

  it('sends no password that breaks a rule', async () => {
    await driver.signIn();
    await driver.enter('new-password', 'short');
    expect(driver.form.alert()).toBe(text.signIn.newPassword.incomplete);
    expect(driver.pool.operations).toEqual([]);
  });

  it.each([
    ['PasswordHistoryPolicyViolationException', accountText.problems.used],
    ['InvalidPasswordException', accountText.problems.password],
    ['InvalidParameterException', accountText.problems.password],
    ['LimitExceededException', accountText.problems.limit],
  ])('says about %s what to do, and keeps what was typed', async (name, sentence) => {
    driver.pool.answer('ChangePassword', refusal(name), {});
    await change();
    expect(driver.form.alert()).toBe(sentence);
    expect(driver.form.field('new-password').value).toBe(next);
    expect(driver.pool.operations).not.toContain('GlobalSignOut');
  });

  it('lets the person sign in once more when its token has expired, and keeps what was typed', async () => {
    driver.pool.answer('ChangePassword', refusal('NotAuthorizedException', 'Access Token has expired'), {});
    await change();
    expect(driver.text()).toContain(accountText.signIn.tooLong);
    await driver.signIn();
    expect(driver.form.field('new-password').value).toBe(next);
    await driver.submit();
    expect(driver.text()).toContain(accountText.password.done);
  });

  it('ends all sessions also when the answer to the change was lost', async () => {
    const isOld = refusal('NotAuthorizedException', 'Incorrect username or password.');
    driver.pool.answer('ChangePassword', new TypeError('Failed to fetch'), isOld);
    await change();
    expect(driver.form.alert()).toBe(accountText.problems.network);
    await driver.submit();
    await driver.signIn(next);
    expect(driver.pool.operations.slice(-2)).toEqual(['GetUserAttributeVerificationCode', 'GlobalSignOut']);
    expect(driver.text()).toContain(accountText.password.done);
  });

  it('ends all sessions also when another tab closes the dialog meanwhile', async () => {
    await driver.signIn();
    await driver.form.type('new-password', next);
    const submitted = driver.submit();
    driver.closeDialog();
    await submitted;
    expect(driver.pool.operations).toEqual(['ChangePassword', 'GetUserAttributeVerificationCode', 'GlobalSignOut']);
    expect(driver.identity.signIn).not.toHaveBeenCalled();
  });

  it('says when the other devices are still signed in, and tries again', async () => {
    driver.pool.answer('GlobalSignOut', refusal('ForbiddenException'), {});
    await change();
    expect(driver.form.alert()).toBe(accountText.end.notEnded);
    expect(driver.identity.signIn).not.toHaveBeenCalled();
    await driver.click('Try again');
    expect(driver.text()).toContain(accountText.end.done);
    expect(driver.pool.operations.filter((it) => it === 'GetUserAttributeVerificationCode')).toHaveLength(1);
  });

  it('asks for the next code where there is an authenticator app', async () => {
    driver.identity.signIn.mockResolvedValue({ kind: 'code' });
    driver.identity.answer.mockRejectedValueOnce(refusal('ExpiredCodeException'));
    await change();
    expect(driver.text()).toContain(accountText.end.code);
    await driver.enter('one-time-code', '123456');
    expect(driver.form.alert()).toBe(text.signIn.problems.codeUsed);
    await driver.enter('one-time-code', '654321');
    expect(driver.identity.answer).toHaveBeenLastCalledWith('654321');
    expect(driver.text()).toContain(accountText.end.done);
  });

  it('does not end the sessions twice when signing in again did not work', async () => {
    driver.identity.signIn.mockRejectedValueOnce(refusal('NetworkError'));
    await change();
    expect(driver.form.alert()).toBe(accountText.end.notSignedIn);
    await driver.click('Try again');
    expect(driver.pool.operations.filter((it) => it === 'GlobalSignOut')).toHaveLength(1);
    expect(driver.text()).toContain(accountText.end.done);
  });

  it('signs nobody in when the person has signed out in another tab', async () => {
    await driver.signIn();
    await driver.form.type('new-password', next);
    const follower = driver.identity.follow.mock.calls[0]?.[0];
    const submitted = driver.submit();
    follower?.({ kind: 'signed-out' });
    await submitted;
    expect(TestBed.inject(Session).state().kind).toBe('signed-out');
    expect(driver.identity.signIn).not.toHaveBeenCalled();
  });

  it('stays open while it changes the password', async () => {
    await driver.signIn();
    await driver.form.type('new-password', next);
    const submitted = driver.submit();
    expect(driver.dialog.disableClose).toBe(true);
    await submitted;
    expect(driver.dialog.disableClose).toBe(false);
  });
});
