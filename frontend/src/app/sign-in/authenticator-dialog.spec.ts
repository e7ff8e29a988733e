import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { FormDriver } from '../../testing/form-driver.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { AuthenticatorDialog } from './authenticator-dialog.ts';
import { IDENTITY } from './identity.ts';

let identity: FakeIdentity;
let form: FormDriver;
const close = jest.fn();

async function open(isOn: boolean | Error): Promise<void> {
  if (isOn instanceof Error) identity.authenticator.isOn.mockRejectedValueOnce(isOn);
  else identity.authenticator.isOn.mockResolvedValue(isOn);
  const fixture = TestBed.createComponent(AuthenticatorDialog);
  form = new FormDriver(fixture);
  await fixture.whenStable();
}
beforeEach(() => {
  identity = fakeIdentity();
  TestBed.configureTestingModule({
    providers: [
      { provide: IDENTITY, useValue: identity },
      { provide: CONFIG, useValue: testConfig },
      { provide: MatDialogRef, useValue: { close } },
    ],
  });
});

const named = (name: string) => Object.assign(new Error(), { name });
async function enter(code: string): Promise<void> {
  await form.type('one-time-code', code);
  await form.submit();
}

describe('AuthenticatorDialog', () => {
  it('sets an app up', async () => {
    await open(false);
    await form.click('Set up');
    expect(form.page.querySelector('svg[role=img]')).not.toBeNull();
    expect(form.page.querySelector('code')?.textContent).toBe('JBSW Y3DP EHPK 3PXP');
    await enter('123 456');
    expect(identity.authenticator.confirm).toHaveBeenCalledWith('123456');
    expect(form.page.textContent).toContain('Two-step sign-in is on.');
    expect(form.page.textContent).not.toContain('JBSW');
  });

  it('lets one correct a wrong code with the same key', async () => {
    identity.authenticator.confirm.mockRejectedValueOnce(named('EnableSoftwareTokenMFAException'));
    await open(false);
    await form.click('Set up');
    await enter('000000');
    expect(form.alert()).toContain('Check the clock of your phone');
    expect(identity.authenticator.begin).toHaveBeenCalledTimes(1);
    await enter('123456');
    expect(form.page.textContent).toContain('Two-step sign-in is on.');
  });

  it('does not send half a code', async () => {
    await open(false);
    await form.click('Set up');
    await enter('123');
    expect(form.alert()).toBe('Enter all six digits.');
    expect(identity.authenticator.confirm).not.toHaveBeenCalled();
  });

  it('switches off only when one is sure', async () => {
    await open(true);
    await form.click('Switch off');
    expect(identity.authenticator.switchOff).not.toHaveBeenCalled();
    await form.click('Keep it on');
    await form.click('Switch off');
    await form.click('Switch off');
    expect(identity.authenticator.switchOff).toHaveBeenCalledTimes(1);
    expect(form.page.textContent).toContain('Two-step sign-in is off.');
  });

  it('does not offer to switch off what the pool demands', async () => {
    TestBed.overrideProvider(CONFIG, { useValue: { ...testConfig, mfa: 'ON' } });
    await open(true);
    expect(form.page.textContent).toContain('Use another app');
    expect(form.page.textContent).not.toContain('Switch off');
  });

  it('can move to another app', async () => {
    await open(true);
    await form.click('Use another app');
    await enter('123456');
    expect(identity.authenticator.confirm).toHaveBeenCalledTimes(1);
  });

  it('says so where the pool offers none', async () => {
    identity.authenticator.begin.mockRejectedValue(named('SoftwareTokenMFANotFoundException'));
    await open(false);
    await form.click('Set up');
    expect(form.alert()).toContain('is not available here');
  });

  it('asks again when the settings could not be read', async () => {
    await open(named('NetworkError'));
    expect(form.alert()).toContain('Check your connection');
    identity.authenticator.isOn.mockResolvedValue(true);
    await form.click('Try again');
    expect(form.page.textContent).toContain('Signing in requires a code');
  });
});
