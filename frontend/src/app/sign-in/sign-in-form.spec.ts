import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { FormDriver } from '../../testing/form-driver.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { IDENTITY } from './identity.ts';
import { SignInForm } from './sign-in-form.ts';

let identity: FakeIdentity;
let fixture: ComponentFixture<SignInForm>;
let form: FormDriver;
let signedIn: number;

beforeEach(async () => {
  identity = fakeIdentity();
  TestBed.configureTestingModule({
    providers: [
      { provide: CONFIG, useValue: testConfig },
      { provide: IDENTITY, useValue: identity },
    ],
  });
  fixture = TestBed.createComponent(SignInForm);
  form = new FormDriver(fixture);
  signedIn = 0;
  fixture.componentInstance.signedIn.subscribe(() => (signedIn += 1));
  await fixture.whenStable();
});

async function signIn(): Promise<void> {
  await form.type('username', ' anna ');
  await form.type('current-password', 'secret');
  await form.submit();
}

describe('SignInForm', () => {
  it('signs in with the trimmed name', async () => {
    await signIn();
    expect(identity.signIn).toHaveBeenCalledWith('anna', 'secret', { keep: false });
    expect(signedIn).toBe(1);
  });

  it('is friendly to password managers', () => {
    expect(form.field('username').autocomplete).toBe('username');
    expect(form.field('username').labels?.[0]?.textContent).toBe('User name or e-mail');
    expect(form.field('current-password').autocomplete).toBe('current-password');
  });

  it('asks for what is missing without calling anybody', async () => {
    await form.submit();
    expect(form.alert()).toBe('Enter your user name or e-mail address, and your password.');
    expect(identity.signIn).not.toHaveBeenCalled();
  });

  it('says what to do when the password is wrong, and lets one try again', async () => {
    identity.signIn.mockRejectedValueOnce(
      Object.assign(new Error('Incorrect username or password.'), { name: 'NotAuthorizedException' }),
    );
    await signIn();
    expect(form.alert()).toContain('Check both and try again');
    await form.submit();
    expect(signedIn).toBe(1);
    expect(form.alert()).toBeUndefined();
  });

  it('says that an address must be confirmed when it signs nobody in', async () => {
    const incorrect = Object.assign(new Error('Incorrect username or password.'), { name: 'NotAuthorizedException' });
    identity.signIn.mockRejectedValueOnce(incorrect);
    await form.type('username', 'anna@example.com');
    await form.type('current-password', 'secret');
    await form.submit();
    expect(identity.signIn).toHaveBeenCalledWith('anna@example.com', 'secret', { keep: false });
    expect(form.alert()).toContain('only a confirmed e-mail address signs in');
  });

  it('sends once while an answer is awaited, with a button that keeps the focus', async () => {
    identity.signIn.mockReturnValue(new Promise(() => undefined));
    await signIn();
    const button = form.page.querySelector<HTMLButtonElement>('button[type=submit]')!;
    expect({ says: button.getAttribute('aria-disabled'), loses: button.disabled }).toEqual({
      says: 'true',
      loses: false,
    });
    await form.submit();
    expect(identity.signIn).toHaveBeenCalledTimes(1);
  });

  it('shows and hides the password', async () => {
    const toggle = form.page.querySelector<HTMLButtonElement>('button[aria-label="Show password"]')!;
    toggle.click();
    await fixture.whenStable();
    expect(form.field('current-password').type).toBe('text');
    expect(toggle.getAttribute('aria-label')).toBe('Hide password');
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
  });

  it('says so when the pool asks for a step that is not offered', async () => {
    identity.signIn.mockResolvedValue({ kind: 'unsupported', step: 'RESET_PASSWORD' });
    await signIn();
    expect(form.alert()).toContain('a step that this app does not support');
  });
});

describe('SignInForm with an authenticator app', () => {
  const refused = (name: string, message: string) => Object.assign(new Error(message), { name });
  beforeEach(async () => {
    identity.signIn.mockResolvedValue({ kind: 'code' });
    await signIn();
  });

  it('asks for the code in a field that phones can fill', () => {
    expect(form.field('one-time-code').autocomplete).toBe('one-time-code');
    expect(form.field('one-time-code').inputMode).toBe('numeric');
  });

  it('sends what was pasted without its spaces', async () => {
    await form.type('one-time-code', ' 123 456 ');
    await form.submit();
    expect(identity.answer).toHaveBeenCalledWith('123456');
    expect(signedIn).toBe(1);
  });

  it('does not send half a code', async () => {
    await form.type('one-time-code', '12345x');
    await form.submit();
    expect(form.alert()).toBe('Enter all six digits.');
    expect(identity.answer).not.toHaveBeenCalled();
  });

  it.each([
    ['CodeMismatchException', 'Invalid code received for user', 'Enter the code shown now'],
    ['ExpiredCodeException', 'Your software token has already been used once.', 'Wait for the next code'],
    ['NotAuthorizedException', 'Password attempts exceeded', 'Wait a few minutes'],
    ['NotAuthorizedException', 'Invalid session for the user, session is expired.', 'Sign in again from the start'],
  ])('says what to do about %s: %s', async (name, message, sentence) => {
    identity.answer.mockRejectedValueOnce(refused(name, message));
    await form.type('one-time-code', '123456');
    await form.submit();
    expect(form.alert()).toContain(sentence);
    expect(form.field('one-time-code')).not.toBeNull();
  });
});

describe('SignInForm where the pool demands an authenticator app', () => {
  it('sets one up before it lets in', async () => {
    identity.signIn.mockResolvedValue({ kind: 'set-up', secret: 'JBSWY3DPEHPK3PXP' });
    await signIn();
    await form.type('one-time-code', '123456');
    await form.submit();
    expect(identity.answer).toHaveBeenCalledWith('123456');
    expect(signedIn).toBe(1);
  });

  it('says what to do when the password must be changed first', async () => {
    identity.signIn.mockResolvedValue({ kind: 'reset-required' });
    await signIn();
    expect(form.alert()).toContain('Choose “Forgot your password?”');
  });
});

describe('SignInForm with a temporary password', () => {
  beforeEach(async () => {
    identity.signIn.mockResolvedValue({ kind: 'new-password' });
    await signIn();
  });

  const met = () => Array.from(form.page.querySelectorAll('li.met'), (rule) => rule.textContent.trim().split('  ')[0]);

  it('offers the new password to password managers under the right name', () => {
    expect(form.field('new-password').autocomplete).toBe('new-password');
    expect(form.page.querySelector<HTMLInputElement>('input[autocomplete=username]')?.value).toBe('anna');
  });

  it('marks each rule as it is met, in words too', async () => {
    expect(form.page.querySelectorAll('li')).toHaveLength(5);
    await form.type('new-password', 'aB1');
    expect(met().join()).toMatch(/lower-case letter.*upper-case letter.*number/s);
    expect(form.page.querySelector('[role=status]')?.textContent).toBe('3 of 5 password rules met.');
    await form.type('new-password', 'aB1!aB1!aB1!aB1!');
    expect(met()).toHaveLength(5);
    expect(form.page.querySelector('[role=status]')?.textContent).toBe('All password rules are met.');
  });

  it('does not send a password that the pool would refuse', async () => {
    await form.type('new-password', 'short');
    await form.submit();
    expect(identity.answer).not.toHaveBeenCalled();
    expect(form.alert()).toContain('does not meet all rules');
  });

  it('saves the new password and is signed in', async () => {
    await form.type('new-password', 'aB1!aB1!aB1!aB1!');
    await form.submit();
    expect(identity.answer).toHaveBeenCalledWith('aB1!aB1!aB1!aB1!');
    expect(signedIn).toBe(1);
  });

  it('can start over', async () => {
    Array.from(form.page.querySelectorAll('button'))
      .find((button) => button.textContent.includes('Back to sign in'))
      ?.click();
    await fixture.whenStable();
    expect(form.field('username')).not.toBeNull();
    expect(form.field('current-password').value).toBe('');
  });
});
