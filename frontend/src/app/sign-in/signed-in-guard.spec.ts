import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { IDENTITY } from './identity.ts';
import { signedInGuard } from './signed-in-guard.ts';

@Component({ template: '' })
class Page {}

let identity: FakeIdentity;
let router: Router;

beforeEach(() => {
  identity = fakeIdentity();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'files', component: Page, canActivate: [signedInGuard] },
        { path: 'sign-in', component: Page },
      ]),
      { provide: IDENTITY, useValue: identity },
    ],
  });
  router = TestBed.inject(Router);
});

describe('signedInGuard', () => {
  it('lets signed-in people pass', async () => {
    await router.navigateByUrl('/files?folder=a');
    expect(router.url).toBe('/files?folder=a');
  });

  it('sends others to sign in and remembers where they wanted to go', async () => {
    identity.tokens.mockResolvedValue(undefined);
    await router.navigateByUrl('/files?folder=a%20b');
    const { queryParams } = router.parseUrl(router.url);
    expect(router.url).toMatch(/^\/sign-in\?/);
    expect(queryParams['returnTo']).toBe('/files?folder=a%20b');
  });
});
