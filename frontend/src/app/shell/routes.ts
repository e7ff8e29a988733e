import type { Routes } from '@angular/router';

import { signedInGuard } from '../sign-in/signed-in-guard.ts';
import { text } from '../text/text.ts';

/**
 * Routes of the app. The folder is a query parameter, `/files?folder=reports/2026`, and not part of the path: a static
 * host answers only paths without an extension with the app, and a folder may be called `v1.2`.
 */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'files' },
  {
    path: 'sign-in',
    title: `${text.signIn.title} · ${text.appName}`,
    loadComponent: () => import('../sign-in/sign-in-page.ts').then((file) => file.SignInPage),
  },
  {
    path: 'forgot-password',
    title: `${text.signIn.forgot} · ${text.appName}`,
    loadComponent: () => import('../sign-in/forgot-password-page.ts').then((file) => file.ForgotPasswordPage),
  },
  {
    path: 'files',
    canActivate: [signedInGuard],
    loadComponent: () => import('./workspace-page.ts').then((file) => file.WorkspacePage),
  },
  {
    path: '**',
    title: `${text.notFound.title} · ${text.appName}`,
    loadComponent: () => import('./not-found-page.ts').then((file) => file.NotFoundPage),
  },
];
