import { inject, InjectionToken } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { CONFIG } from './config.ts';

/** Base URL of our API, resolved against the page. The access token is sent to no other URL. */
export const API_BASE = new InjectionToken<URL>('API_BASE', {
  factory: () => new URL(inject(CONFIG).apiUrl, inject(DOCUMENT).baseURI),
});

/**
 * Returns whether `url` is below `base`. It is an allow-list: another origin, a similar path (`/api-evil`), a path that
 * leaves the base (`/api/../x`) and a URL with user information are not ours.
 */
export function isOurApi(url: string, base: URL, documentBase: string): boolean {
  if (!URL.canParse(url, documentBase)) return false;
  const target = new URL(url, documentBase);
  const sameOrigin = target.protocol === base.protocol && target.host === base.host;
  const withoutUser = target.username === '' && target.password === '';
  return (
    sameOrigin && withoutUser && (target.pathname === base.pathname || target.pathname.startsWith(`${base.pathname}/`))
  );
}
