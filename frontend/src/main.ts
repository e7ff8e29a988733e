// First, because it makes the page's only policy for Trusted Types.
import './app/transfer/browser/script-address.ts';

import { bootstrapApplication } from '@angular/platform-browser';

import { loadConfig } from './app/api/config.ts';
import { appProviders } from './app/shell/app-providers.ts';
import { configFailureProviders } from './app/shell/config-failure.ts';
import { ConfigFailurePage } from './app/shell/config-failure-page.ts';
import { Root } from './app/shell/root.ts';
import { showStartFailure } from './app/shell/start-failure.ts';

try {
  const loaded = await loadConfig(fetch);
  if (loaded.kind === 'loaded') await bootstrapApplication(Root, { providers: appProviders(loaded.config) });
  else await bootstrapApplication(ConfigFailurePage, { providers: configFailureProviders(loaded.problem) });
} catch (error) {
  console.error(error);
  showStartFailure(document);
}
