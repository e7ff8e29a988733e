import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { IDENTITY } from './identity.ts';
import { SignInForm } from './sign-in-form.ts';

let identity: FakeIdentity;
let fixture: ComponentFixture<SignInForm>;
let page: HTMLElement;
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
  page = fixture.nativeElement as HTMLElement;
  signedIn = 0;
  fixture.componentInstance.signedIn.subscribe(() => (signedIn += 1));
  await fixture.whenStable();
});

const field = (name: string) => page.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
const alert = () => page.querySelector('[role=alert]')?.textContent.trim();

async function type(name: string, value: string): Promise<void> {
  field(name).value = value;
  field(name).dispatchEvent(new Event('input'));
  await fixture.whenStable();
}

async function submit(): Promise<void> {
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await fixture.whenStable();
}

async function signIn(): Promise<void> {
  await type('username', ' anna ');
  await type('current-password', 'secret');
  await submit();
}

describe('SignInForm', () => {
  it('signs in with the trimmed name', async () => {
    await signIn();
    expect(identity.signIn).toHaveBeenCalledWith('anna', 'secret');
    expect(signedIn).toBe(1);
  });

  it('is friendly to password managers', () => {
    expect(field('username').autocomplete).toBe('username');
    expect(field('current-password').autocomplete).toBe('current-password');
  });

  it('asks for what is missing without calling anybody', async () => {
    await submit();
    expect(alert()).toBe('Enter your user name and password.');
    expect(identity.signIn).not.toHaveBeenCalled();
  });

  it('says what to do when the password is wrong, and lets one try again', async () => {
    identity.signIn.mockRejectedValueOnce(
      Object.assign(new Error('Incorrect username or password.'), { name: 'NotAuthorizedException' }),
    );
    await signIn();
    expect(alert()).toContain('Check both and try again');
    await submit();
    expect(signedIn).toBe(1);
    expect(alert()).toBeUndefined();
  });

  it('shows and hides the password', async () => {
    const toggle = page.querySelector<HTMLButtonElement>('button[aria-label="Show password"]')!;
    toggle.click();
    await fixture.whenStable();
    expect(field('current-password').type).toBe('text');
    expect(toggle.getAttribute('aria-label')).toBe('Hide password');
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
  });

  it('says so when the pool asks for a step that is not offered', async () => {
    identity.signIn.mockResolvedValue({ kind: 'unsupported', step: 'RESET_PASSWORD' });
    await signIn();
    expect(alert()).toContain('a step this app does not offer');
  });
});

describe('SignInForm with an authenticator app', () => {
  const refused = (name: string, message: string) => Object.assign(new Error(message), { name });
  beforeEach(async () => {
    identity.signIn.mockResolvedValue({ kind: 'code' });
    await signIn();
  });

  it('asks for the code in a field that phones can fill', () => {
    expect(field('one-time-code').autocomplete).toBe('one-time-code');
    expect(field('one-time-code').inputMode).toBe('numeric');
  });

  it('sends what was pasted without its spaces', async () => {
    await type('one-time-code', ' 123 456 ');
    await submit();
    expect(identity.answer).toHaveBeenCalledWith('123456');
    expect(signedIn).toBe(1);
  });

  it('does not send half a code', async () => {
    await type('one-time-code', '12345x');
    await submit();
    expect(alert()).toBe('Enter all six digits.');
    expect(identity.answer).not.toHaveBeenCalled();
  });

  it.each([
    ['CodeMismatchException', 'Invalid code received for user', 'Enter the one shown now'],
    ['ExpiredCodeException', 'Your software token has already been used once.', 'Wait for the next one'],
    ['NotAuthorizedException', 'Password attempts exceeded', 'Wait a few minutes'],
    ['NotAuthorizedException', 'Invalid session for the user, session is expired.', 'Sign in again from the start'],
  ])('says what to do about %s: %s', async (name, message, sentence) => {
    identity.answer.mockRejectedValueOnce(refused(name, message));
    await type('one-time-code', '123456');
    await submit();
    expect(alert()).toContain(sentence);
    expect(field('one-time-code')).not.toBeNull();
  });
});

describe('SignInForm where the pool demands an authenticator app', () => {
  it('sets one up before it lets in', async () => {
    identity.signIn.mockResolvedValue({ kind: 'set-up', secret: 'JBSWY3DPEHPK3PXP' });
    await signIn();
    await type('one-time-code', '123456');
    await submit();
    expect(identity.answer).toHaveBeenCalledWith('123456');
    expect(signedIn).toBe(1);
  });

  it('says what to do when the password must be changed first', async () => {
    identity.signIn.mockResolvedValue({ kind: 'reset-required' });
    await signIn();
    expect(alert()).toContain('Choose “Forgot your password?”');
  });
});

describe('SignInForm with a temporary password', () => {
  beforeEach(async () => {
    identity.signIn.mockResolvedValue({ kind: 'new-password' });
    await signIn();
  });

  const met = () => Array.from(page.querySelectorAll('li.met'), (rule) => rule.textContent.trim().split('  ')[0]);

  it('offers the new password to password managers under the right name', () => {
    expect(field('new-password').autocomplete).toBe('new-password');
    expect(page.querySelector<HTMLInputElement>('input[autocomplete=username]')?.value).toBe('anna');
  });

  it('marks each rule as it is met, in words too', async () => {
    expect(page.querySelectorAll('li')).toHaveLength(5);
    await type('new-password', 'aB1');
    expect(met().join()).toMatch(/lower-case letter.*upper-case letter.*number/s);
    expect(page.querySelector('[role=status]')?.textContent).toBe('3 of 5 password rules met.');
    await type('new-password', 'aB1!aB1!aB1!');
    expect(met()).toHaveLength(5);
    expect(page.querySelector('[role=status]')?.textContent).toBe('All password rules are met.');
  });

  it('does not send a password that the pool would refuse', async () => {
    await type('new-password', 'short');
    await submit();
    expect(identity.answer).not.toHaveBeenCalled();
    expect(alert()).toContain('does not meet all rules');
  });

  it('saves the new password and is signed in', async () => {
    await type('new-password', 'aB1!aB1!aB1!');
    await submit();
    expect(identity.answer).toHaveBeenCalledWith('aB1!aB1!aB1!');
    expect(signedIn).toBe(1);
  });

  it('can start over', async () => {
    Array.from(page.querySelectorAll('button'))
      .find((button) => button.textContent.includes('Back to sign in'))
      ?.click();
    await fixture.whenStable();
    expect(field('username')).not.toBeNull();
    expect(field('current-password').value).toBe('');
  });
});
