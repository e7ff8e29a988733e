import { inject, Injectable, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';
import { folderOf } from '../files/folder-path.ts';

/**
 * Where a person was before a search: a search can be limited to that folder, and Escape leads back. It belongs to one person.
 */
@Injectable({ providedIn: 'root' })
export class SearchContext {
  readonly #router = inject(Router);
  readonly #folder = signal('');
  readonly #wantsFocus = signal(false);
  #before = '/files';

  /** The folder that was shown last; empty for the top folder. */
  readonly folder = this.#folder.asReadonly();
  /** Whether the focus moves to the matches as soon as there are some. */
  readonly wantsFocus = this.#wantsFocus.asReadonly();

  constructor() {
    inject(PageOwner).follow(() => {
      this.#folder.set('');
      this.#wantsFocus.set(false);
      this.#before = '/files';
    });
    this.#look(this.#router.url);
    this.#router.events
      .pipe(filter((event) => event instanceof NavigationEnd))
      .subscribe(({ urlAfterRedirects }) => this.#look(urlAfterRedirects));
  }

  /** Text that is searched for; `undefined` when another page than that of the search is shown. */
  searchedText(): string | undefined {
    const { path, params } = this.#parsed(this.#router.url);
    return path === 'search' ? (params['text'] ?? '') : undefined;
  }

  /** Searches for a text, in the folder of the search that is shown if it is limited to one. */
  search(text: string): void {
    this.#wantsFocus.set(false);
    const { path, params } = this.#parsed(this.#router.url);
    const isShown = path === 'search';
    const folder = isShown ? params['folder'] : undefined;
    void this.#router.navigate(['/search'], { queryParams: { text: text || null, folder }, replaceUrl: isShown });
  }

  focusMatches(isWanted: boolean): void {
    this.#wantsFocus.set(isWanted);
  }

  /** Leads back to where the search was begun. */
  leave(): void {
    if (this.searchedText() !== undefined) void this.#router.navigateByUrl(this.#before);
  }

  #look(url: string): void {
    const { path, params } = this.#parsed(url);
    if (path === 'search') return;
    this.#before = url;
    if (path === 'files') this.#folder.set(folderOf(params['folder']));
  }

  #parsed(url: string): { path: string; params: Record<string, string | undefined> } {
    const { root, queryParams } = this.#router.parseUrl(url);
    const path = root.children['primary']?.segments[0]?.path ?? '';
    const texts = Object.entries(queryParams).filter((it): it is [string, string] => typeof it[1] === 'string');
    return { path, params: Object.fromEntries(texts) };
  }
}
