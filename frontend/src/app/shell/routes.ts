import type { Routes } from '@angular/router';

import { loadCode } from '../loading/load-code.ts';
import { signedInGuard } from '../sign-in/signed-in-guard.ts';
import { text } from '../text/text.ts';
import { folderTitle, searchTitle } from './folder-address.ts';

const workspacePages = () => loadCode(() => import('./workspace-pages.ts'));

/**
 * Routes of the app. The folder is a query parameter, `/files?folder=reports/2026`, and not part of the path: a static
 * host answers only paths without an extension with the app, and a folder may be called `v1.2`.
 */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'files' },
  {
    path: 'sign-in',
    title: text.signIn.title,
    loadComponent: () => loadCode(() => import('../sign-in/sign-in-page.ts')).then((file) => file.SignInPage),
  },
  {
    path: 'forgot-password',
    title: text.signIn.forgot,
    loadComponent: () =>
      loadCode(() => import('../sign-in/forgot-password-page.ts')).then((file) => file.ForgotPasswordPage),
  },
  {
    path: '',
    canActivate: [signedInGuard],
    loadComponent: () => workspacePages().then((file) => file.WorkspacePage),
    children: [
      {
        path: 'files',
        title: folderTitle,
        runGuardsAndResolvers: 'paramsOrQueryParamsChange',
        loadComponent: () => workspacePages().then((file) => file.FolderPage),
      },
      {
        path: 'search',
        title: searchTitle,
        runGuardsAndResolvers: 'paramsOrQueryParamsChange',
        loadComponent: () => loadCode(() => import('./results-page.ts')).then((file) => file.ResultsPage),
      },
      {
        path: 'trash',
        title: text.nav.trash,
        loadComponent: () => workspacePages().then((file) => file.TrashPage),
      },
      {
        path: 'activity',
        title: text.nav.activity,
        loadComponent: () => workspacePages().then((file) => file.ActivityPage),
      },
    ],
  },
  {
    path: '**',
    title: text.notFound.title,
    loadComponent: () => loadCode(() => import('./not-found-page.ts')).then((file) => file.NotFoundPage),
  },
];
