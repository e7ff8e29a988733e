import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { FormDriver } from '../../testing/form-driver.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { CLOCK_PROBLEM } from './clock-problem.ts';
import { IDENTITY } from './identity.ts';
import { SignInForm } from './sign-in-form.ts';

let identity: FakeIdentity;
let fixture: ComponentFixture<SignInForm>;
let form: FormDriver;
let clockProblem: string | undefined;

beforeEach(async () => {
  identity = fakeIdentity();
  clockProblem = undefined;
  TestBed.configureTestingModule({
    providers: [
      { provide: CONFIG, useValue: testConfig },
      { provide: IDENTITY, useValue: identity },
      { provide: CLOCK_PROBLEM, useValue: () => Promise.resolve(clockProblem) },
    ],
  });
  fixture = TestBed.createComponent(SignInForm);
  form = new FormDriver(fixture);
  await fixture.whenStable();
});

async function signIn(): Promise<void> {
  await form.type('username', ' anna ');
  await form.type('current-password', 'secret');
  await form.submit();
}

describe('what was filled into the SignInForm', () => {
  it('keeps the person signed in when that is wanted', async () => {
    form.page.querySelector<HTMLInputElement>('input[type=checkbox]')!.checked = true;
    await signIn();
    expect(identity.signIn).toHaveBeenCalledWith('anna', 'secret', { keep: true });
  });

  it.each([['change'], [undefined]])('sends what was filled in with no event but %s', async (event) => {
    for (const [name, value] of [
      ['username', 'anna'],
      ['current-password', ' secret '],
    ] as const) {
      form.field(name).value = value;
      if (event !== undefined) form.field(name).dispatchEvent(new Event(event));
    }
    await form.submit();
    expect(identity.signIn).toHaveBeenCalledWith('anna', ' secret ', { keep: false });
  });

  it('sends a name as the pool writes it, however it was typed', async () => {
    await form.type('username', ' rene\u0301 ');
    await form.type('current-password', 'secret');
    await form.submit();
    expect(identity.signIn).toHaveBeenCalledWith('ren\u00e9', 'secret', { keep: false });
  });

  it('says that the clock is wrong instead of the password', async () => {
    const incorrect = new Error('Incorrect username or password.');
    identity.signIn.mockRejectedValueOnce(Object.assign(incorrect, { name: 'NotAuthorizedException' }));
    clockProblem = 'The clock is wrong.';
    await signIn();
    expect(form.alert()).toBe('The clock is wrong.');
  });

  it.each([
    [['Files'], 'Sign in first, then drop your files.'],
    [['text/plain'], undefined],
  ])('says to somebody who drags %j over it what to do first', async (types, sentence) => {
    window.dispatchEvent(Object.assign(new Event('dragover'), { dataTransfer: { types } }));
    await fixture.whenStable();
    expect(form.alert()).toBe(sentence);
  });

  it('sends a code that was filled in without an event', async () => {
    identity.signIn.mockResolvedValue({ kind: 'code' });
    await signIn();
    form.field('one-time-code').value = '123-456';
    await form.submit();
    expect(identity.answer).toHaveBeenCalledWith('123456');
  });

  it('sends a new password that was filled in without an event', async () => {
    identity.signIn.mockResolvedValue({ kind: 'new-password' });
    await signIn();
    form.field('new-password').value = 'aB1!aB1!aB1!aB1!';
    await form.submit();
    expect(identity.answer).toHaveBeenCalledWith('aB1!aB1!aB1!aB1!');
  });

  it.each([
    ['aB1!aB1!aB1!aB ', 'no space at its start or end'],
    ['aB1!'.repeat(65), 'at most 256 characters'],
  ])('says before it sends %j that the pool never takes that', async (password, rule) => {
    identity.signIn.mockResolvedValue({ kind: 'new-password' });
    await signIn();
    await form.type('new-password', password);
    expect(form.page.querySelector('li:not(.met)')?.textContent).toContain(rule);
    expect(form.page.querySelector('[role=status]')?.textContent).toBe('5 of 6 password rules met.');
    await form.submit();
    expect(form.alert()).toContain('does not meet all rules');
    expect(identity.answer).not.toHaveBeenCalled();
  });
});

describe('SignInForm after a session has ended', () => {
  beforeEach(() => fixture.componentRef.setInput('onlyFor', 'anna'));

  it('says at once that the clock is wrong', async () => {
    clockProblem = 'The clock is wrong.';
    const again = TestBed.createComponent(SignInForm);
    again.componentRef.setInput('onlyFor', 'anna');
    await again.whenStable();
    expect(new FormDriver(again).alert()).toBe('The clock is wrong.');
  });

  it('says nothing against files, which wait for the sign-in', async () => {
    await fixture.whenStable();
    window.dispatchEvent(Object.assign(new Event('dragover'), { dataTransfer: { types: ['Files'] } }));
    await fixture.whenStable();
    expect(form.alert()).toBeUndefined();
  });

  it('leaves it as it was whether the session is kept', async () => {
    await fixture.whenStable();
    await form.type('current-password', 'secret');
    await form.submit();
    expect(identity.signIn).toHaveBeenCalledWith('anna', 'secret', { keep: undefined });
  });
});
