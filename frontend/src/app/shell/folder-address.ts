import type { ResolveFn } from '@angular/router';

import { folderOf } from '../files/folder-path.ts';
import { nameOf } from '../format/name-of.ts';
import { titleText } from '../text/title-text.ts';

/** The title of the files page: the name of its folder. */
export const folderTitle: ResolveFn<string> = ({ queryParamMap }) => {
  const folder = folderOf(queryParamMap.get('folder'));
  return folder === '' ? titleText.files : nameOf(folder) || titleText.noName;
};

/** The title of the search page: what is searched for. */
export const searchTitle: ResolveFn<string> = ({ queryParamMap }) => titleText.search(queryParamMap.get('text') ?? '');
