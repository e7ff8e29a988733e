import type { Router } from '@angular/router';

import type { Entry } from './entry.ts';
import { folderParam } from './folder-path.ts';

/** Returns the address of the page of a folder; `undefined` for a file, which has none. */
export function addressOf(router: Router, { kind, path }: Entry): string | undefined {
  if (kind === 'file') return undefined;
  return router.serializeUrl(router.createUrlTree(['/files'], { queryParams: { folder: folderParam(path) } }));
}
