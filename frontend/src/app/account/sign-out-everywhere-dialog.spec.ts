import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SignOutWork } from '../api/sign-out-work.ts';
import { accountText } from '../text/account-text.ts';
import { SignOutEverywhereDialog } from './sign-out-everywhere-dialog.ts';
import { AccountDialogDriver } from './testing/account-dialog.ts';
import { refusal } from './testing/fake-pool-requests.ts';

let driver: AccountDialogDriver;
beforeEach(async () => {
  driver = new AccountDialogDriver();
  await driver.open(SignOutEverywhereDialog);
});

describe('SignOutEverywhereDialog', () => {
  it('ends the sessions of all devices, and then that of this page', async () => {
    await driver.signIn();
    expect(driver.pool.operations).toEqual(['GlobalSignOut']);
    expect(driver.identity.signOut).toHaveBeenCalledTimes(1);
    expect(driver.dialog.close).toHaveBeenCalledTimes(1);
    expect(driver.navigateByUrl).toHaveBeenCalledWith('/sign-in');
  });

  it('stays signed in and says so when the service refuses, and tries again', async () => {
    driver.pool.answer('GlobalSignOut', refusal('ForbiddenException'), {});
    await driver.signIn();
    expect(driver.form.alert()).toBe(accountText.problems.unknown);
    expect(driver.identity.signOut).not.toHaveBeenCalled();
    await driver.click('Try again');
    expect(driver.identity.signOut).toHaveBeenCalledTimes(1);
  });

  it('ends nothing when the person would rather stay', async () => {
    TestBed.inject(SignOutWork).ask(() => Promise.resolve(false));
    await driver.signIn();
    expect([driver.pool.operations, driver.dialog.close.mock.calls.length]).toEqual([[], 1]);
    expect(driver.navigateByUrl).not.toHaveBeenCalled();
  });

  it('stays open until the sessions have ended, so that a failure is read', async () => {
    let couldClose: boolean | undefined;
    driver.identity.signOut.mockImplementation(() => {
      couldClose = !driver.dialog.disableClose;
      return Promise.resolve();
    });
    await driver.signIn();
    expect([couldClose, driver.dialog.disableClose]).toEqual([false, false]);
  });
});
