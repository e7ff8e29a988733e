import {
  InjectionToken,
  provideZonelessChangeDetection,
  type EnvironmentProviders,
  type Provider,
} from '@angular/core';

import type { ConfigProblem } from '../api/config.ts';

export const CONFIG_PROBLEM = new InjectionToken<ConfigProblem>('CONFIG_PROBLEM');

/** Returns the providers of the failure page, which runs instead of the app. */
export const configFailureProviders = (problem: ConfigProblem): (Provider | EnvironmentProviders)[] => [
  provideZonelessChangeDetection(),
  { provide: CONFIG_PROBLEM, useValue: problem },
];
