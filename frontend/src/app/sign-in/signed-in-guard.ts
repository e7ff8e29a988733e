import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';

import { Session } from './session.ts';

/** Lets signed-in people pass. Others sign in first and then return to the page they wanted. */
export const signedInGuard: CanActivateFn = async (_route, { url }) => {
  const router = inject(Router);
  const { kind } = await inject(Session).restore();
  return kind !== 'signed-out' || router.createUrlTree(['/sign-in'], { queryParams: { returnTo: url } });
};
