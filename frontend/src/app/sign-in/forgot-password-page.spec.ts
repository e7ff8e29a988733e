import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { FormDriver } from '../../testing/form-driver.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { ForgotPasswordPage } from './forgot-password-page.ts';
import { IDENTITY } from './identity.ts';

let identity: FakeIdentity;
let form: FormDriver;
const navigateByUrl = jest.fn<Router['navigateByUrl']>();

async function open(state: object = {}): Promise<void> {
  identity = fakeIdentity();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: CONFIG, useValue: testConfig },
      { provide: IDENTITY, useValue: identity },
    ],
  });
  jest.spyOn(TestBed.inject(Location), 'getState').mockReturnValue(state);
  jest
    .spyOn(TestBed.inject(Router), 'navigateByUrl')
    .mockImplementation(navigateByUrl.mockReset().mockResolvedValue(true));
  const fixture = TestBed.createComponent(ForgotPasswordPage);
  form = new FormDriver(fixture);
  await fixture.whenStable();
}
beforeEach(() => open());

async function ask(): Promise<void> {
  await form.type('username', ' anna ');
  await form.submit();
}
async function fill(code = '123456', password = 'aB1!aB1!aB1!aB1!'): Promise<void> {
  await form.type('one-time-code', code);
  await form.type('new-password', password);
}

describe('ForgotPasswordPage', () => {
  it('sends a code for the trimmed name and asks for it', async () => {
    await ask();
    expect(identity.requestReset).toHaveBeenCalledWith('anna');
    expect(form.page.textContent).toContain('If there is an account “anna”');
    expect(form.field('one-time-code').autocomplete).toBe('one-time-code');
    expect(form.field('new-password').autocomplete).toBe('new-password');
  });

  it('shows the same page for a name of nobody', async () => {
    await ask();
    const shown = form.page.textContent;
    TestBed.resetTestingModule();
    await open();
    identity.requestReset.mockRejectedValue(Object.assign(new Error('not there'), { name: 'UserNotFoundException' }));
    await ask();
    expect(form.page.textContent).toBe(shown);
  });

  it('takes the name over from the page before', async () => {
    TestBed.resetTestingModule();
    await open({ username: 'berta' });
    expect(form.field('username').value).toBe('berta');
  });

  it('reads fields that were filled in without an event, and the name as the pool writes it', async () => {
    form.field('username').value = 'rene\u0301';
    await form.submit();
    expect(identity.requestReset).toHaveBeenCalledWith('ren\u00e9');
    form.field('one-time-code').value = '123 456';
    form.field('new-password').value = 'aB1!aB1!aB1!aB1!';
    await form.submit();
    expect(identity.resetPassword).toHaveBeenCalledWith('ren\u00e9', '123456', 'aB1!aB1!aB1!aB1!');
  });

  it('needs a name', async () => {
    await form.submit();
    expect(form.alert()).toBe('Enter your user name or e-mail address.');
    expect(identity.requestReset).not.toHaveBeenCalled();
  });

  it('changes the password and goes to the sign-in, which knows the name', async () => {
    await ask();
    await fill();
    await form.submit();
    expect(identity.resetPassword).toHaveBeenCalledWith('anna', '123456', 'aB1!aB1!aB1!aB1!');
    expect(navigateByUrl).toHaveBeenCalledWith('/sign-in', {
      state: { username: 'anna', notice: 'Your password has been changed. Sign in with the new password.' },
    });
  });

  it('takes a code that was pasted with spaces', async () => {
    await ask();
    await fill(' 123 456\n');
    expect(form.field('one-time-code').value).toBe('123456');
  });

  it.each([
    ['12345', 'aB1!aB1!aB1!aB1!', 'Enter all six digits.'],
    ['123456', 'short', 'does not meet all rules'],
    ['123456', ' aB1!aB1!aB1!', 'does not meet all rules'],
  ])('sends neither %j nor %j to be refused', async (code, password, sentence) => {
    await ask();
    await fill(code, password);
    await form.submit();
    expect(form.alert()).toContain(sentence);
    expect(identity.resetPassword).not.toHaveBeenCalled();
  });

  it('says what to do about a wrong code, and keeps the password that was typed', async () => {
    identity.resetPassword.mockRejectedValueOnce(Object.assign(new Error(), { name: 'CodeMismatchException' }));
    await ask();
    await fill();
    await form.submit();
    expect(form.alert()).toContain('Check the newest e-mail');
    expect(form.field('new-password').value).toBe('aB1!aB1!aB1!aB1!');
    await form.submit();
    expect(navigateByUrl).toHaveBeenCalledTimes(1);
  });

  it('sends another code, or starts over with another name', async () => {
    await ask();
    await form.click('Send another code');
    expect(identity.requestReset).toHaveBeenCalledTimes(2);
    expect(form.page.textContent).toContain('Only the newest code is valid');
    await form.click('Use another user name or e-mail');
    expect(form.field('username').value).toBe(' anna ');
  });
});
