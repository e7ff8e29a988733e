import { inject, InjectionToken } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { CONFIG } from './config.ts';

/** The one base under which the access token may travel, resolved against the page. */
export const API_BASE = new InjectionToken<URL>('API_BASE', {
  factory: () => new URL(inject(CONFIG).apiUrl, inject(DOCUMENT).baseURI),
});

/**
 * Says whether `url` is under `base` exactly. An allow-list: another origin, a look-alike path (`/api-evil`), a path
 * that climbs out (`/api/../x`) and a URL with user information are all somebody else's.
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
