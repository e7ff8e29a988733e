import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import {
  ErrorHandler,
  inject,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
  type EnvironmentProviders,
  type Provider,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import type { ClientConfig } from '@airlock/contract';

import { ACCESS_TOKENS } from '../api/access-tokens.ts';
import { authInterceptor } from '../api/auth-interceptor.ts';
import { CONFIG } from '../api/config.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { MissingCode } from '../loading/missing-code.ts';
import { IDENTITY } from '../sign-in/identity.ts';
import { lazyIdentity } from '../sign-in/lazy-identity.ts';
import { Session } from '../sign-in/session.ts';
import { AppErrors } from './app-errors.ts';
import { PageTitle } from './page-title.ts';
import { routes } from './routes.ts';

/** Returns all providers of the app, for an installation described by `config`. */
export const appProviders = (config: ClientConfig): (Provider | EnvironmentProviders)[] => [
  provideZonelessChangeDetection(),
  provideBrowserGlobalErrorListeners(),
  provideRouter(
    routes,
    withComponentInputBinding(),
    withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    // The code of a page did not arrive.
    withNavigationErrorHandler(({ error }) => inject(MissingCode).tell(error)),
  ),
  { provide: ErrorHandler, useExisting: AppErrors },
  { provide: TitleStrategy, useExisting: PageTitle },
  // The app uses no cookies, and looking for one would ask another process of the browser for each call.
  provideHttpClient(withInterceptors([authInterceptor]), withNoXsrfProtection()),
  { provide: CONFIG, useValue: config },
  { provide: IDENTITY, useFactory: () => lazyIdentity(config) },
  { provide: ACCESS_TOKENS, useExisting: Session },
  { provide: SESSION_STATE, useFactory: () => inject(Session).state },
];
