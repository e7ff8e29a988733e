import { inject } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { ClientConfig } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { testConfig } from '../../testing/test-config.ts';
import { CONFIG } from '../api/config.ts';
import { IDENTITY } from '../sign-in/identity.ts';
import { Session } from '../sign-in/session.ts';
import { AccountDialogs } from './account-dialogs.ts';
import { AccountMenu } from './account-menu.ts';
import { KeysOpener } from './keys/keys-opener.ts';

let identity: FakeIdentity;
let fixture: ComponentFixture<AccountMenu>;
const openKeys = jest.fn<KeysOpener['open']>();
const openDialog = jest.fn<AccountDialogs['open']>();
const navigateByUrl = jest.fn<Router['navigateByUrl']>();

beforeEach(() => open(testConfig));

async function open(config: ClientConfig): Promise<void> {
  identity = fakeIdentity();
  openDialog.mockReset();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: IDENTITY, useValue: identity },
      { provide: SESSION_STATE, useFactory: () => inject(Session).state },
      { provide: CONFIG, useValue: config },
      { provide: AccountDialogs, useValue: { open: openDialog } },
      { provide: KeysOpener, useValue: { open: openKeys } },
    ],
  });
  await TestBed.inject(Session).restore();
  jest
    .spyOn(TestBed.inject(Router), 'navigateByUrl')
    .mockImplementation(navigateByUrl.mockReset().mockResolvedValue(true));
  fixture = TestBed.createComponent(AccountMenu);
  await fixture.whenStable();
}

async function choose(menu: string, item: string): Promise<void> {
  (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(`[aria-label="${menu}"]`)?.click();
  await fixture.whenStable();
  const items = Array.from(document.querySelectorAll<HTMLElement>('[role^=menuitem]'));
  items.find((one) => one.textContent.trim() === item)?.click();
  await fixture.whenStable();
}

describe('AccountMenu', () => {
  it('shows the initials, and says whose account it is', () => {
    const button = (fixture.nativeElement as HTMLElement).querySelector('button')!;
    expect([button.textContent.trim(), button.getAttribute('aria-label')]).toEqual(['A', 'Account of anna']);
  });

  it('signs out here', async () => {
    await choose('Account of anna', 'Sign out');
    expect(identity.signOut).toHaveBeenCalledTimes(1);
    expect(navigateByUrl).toHaveBeenCalledWith('/sign-in');
  });

  it.each([
    ['Change password', 'password'],
    ['Change e-mail address', 'email'],
    ['Two-step sign-in', 'authenticator'],
    ['Sign out on all devices', 'everywhere'],
  ] as const)('opens the dialog of “%s”', async (item, dialog) => {
    await choose('Account of anna', item);
    expect(openDialog).toHaveBeenCalledWith(dialog);
  });

  it.each([
    ['OFF', 0],
    ['OPTIONAL', 1],
    ['ON', 1],
  ] as const)('with MFA %s it offers two-step sign-in so often: %d', async (mfa, count) => {
    TestBed.resetTestingModule();
    await open({ ...testConfig, mfa });
    await choose('Account of anna', 'nothing');
    const items = Array.from(document.querySelectorAll('[role^=menuitem]'));
    expect(items.filter((one) => one.textContent.includes('Two-step sign-in'))).toHaveLength(count);
  });

  it('shows the list of keys', async () => {
    openKeys.mockReset();
    await choose('Account of anna', 'Keyboard shortcuts ?');
    expect(openKeys).toHaveBeenCalledTimes(1);
  });

  it('changes the appearance', async () => {
    await choose('Account of anna', 'Dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    // The menu stays, so that the person sees what was chosen.
    expect(document.querySelector('[role=menuitemradio][aria-checked=true]')?.textContent.trim()).toBe('Dark');
  });
});
