import type { ResolveFn } from '@angular/router';

import { nameOf } from '../format/name-of.ts';
import { text } from '../text/text.ts';

/** Returns the path of the folder in an address. A link may contain decomposed letters or an extra slash. */
export const folderOf = (parameter: string | null | undefined): string =>
  (parameter ?? '').normalize('NFC').replace(/^\/+|\/+$/g, '');

/** The title of the files page: the name of its folder. */
export const folderTitle: ResolveFn<string> = ({ queryParamMap }) =>
  nameOf(folderOf(queryParamMap.get('folder'))) || text.files.title;
