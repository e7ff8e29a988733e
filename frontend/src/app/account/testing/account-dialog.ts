import { inject, type Type } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { jest } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../../testing/fake-identity.ts';
import { FormDriver } from '../../../testing/form-driver.ts';
import { testConfig } from '../../../testing/test-config.ts';
import { CONFIG } from '../../api/config.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import { CLOCK_PROBLEM } from '../../sign-in/clock-problem.ts';
import { IDENTITY } from '../../sign-in/identity.ts';
import { Session } from '../../sign-in/session.ts';
import { FakePoolRequests } from './fake-pool-requests.ts';

/** Opens one dialog of the account in the page of anna, with a fake user pool behind it. */
export class AccountDialogDriver {
  readonly identity: FakeIdentity = fakeIdentity();
  readonly pool = new FakePoolRequests();
  readonly dialog = { close: jest.fn(), disableClose: false };
  readonly navigateByUrl = jest.fn<Router['navigateByUrl']>().mockResolvedValue(true);
  form!: FormDriver;
  #fixture!: ComponentFixture<unknown>;

  /** Shows the dialog. `mfa` is what the installation says about a second factor. */
  async open(component: Type<unknown>, mfa: 'OPTIONAL' | 'ON' = 'OPTIONAL'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        { provide: IDENTITY, useValue: this.identity },
        { provide: CONFIG, useValue: { ...testConfig, mfa } },
        { provide: MatDialogRef, useValue: this.dialog },
        { provide: Router, useValue: { navigateByUrl: this.navigateByUrl } },
        { provide: CLOCK_PROBLEM, useValue: () => Promise.resolve(undefined) },
        { provide: SESSION_STATE, useFactory: () => inject(Session).state },
      ],
    });
    await TestBed.inject(Session).restore();
    this.#fixture = TestBed.createComponent(component);
    this.form = new FormDriver(this.#fixture);
    await this.#fixture.whenStable();
  }

  /** Opens the account with the password of the person. */
  async signIn(password = 'password of anna'): Promise<void> {
    await this.enter('current-password', password);
  }

  /** Fills in the one field of the form and submits it. */
  async enter(field: string, value: string): Promise<void> {
    await this.form.type(field, value);
    await this.submit();
  }

  async submit(): Promise<void> {
    await this.form.submit();
    await this.#settled();
  }

  async click(label: string): Promise<void> {
    await this.form.click(label);
    await this.#settled();
  }

  /** Closes the dialog as a sign-out in another tab does. */
  closeDialog(): void {
    this.#fixture.destroy();
  }

  /** Waits until the last form has done what it begins when it is shown. */
  async #settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await this.#fixture.whenStable();
  }

  text(): string {
    return this.form.page.textContent;
  }
}
