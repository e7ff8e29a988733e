import { Component, inject, input } from '@angular/core';

import { DetailsVisibility } from '../changes/details-visibility.ts';
import { DetailsPane } from '../changes/details/details-pane.ts';
import { Downloads } from '../download/downloads.ts';
import { SearchPage } from '../search/search-page.ts';

/** The page of a search, with the details of what is selected. */
@Component({
  selector: 'airlock-results-page',
  imports: [DetailsPane, SearchPage],
  template: `
    <airlock-search-page #page [searched]="text() ?? ''" [folder]="folder()" />
    @if (details.isOpen()) {
      <airlock-details-pane
        [target]="page.target()"
        (closed)="page.focusList()"
        (download)="downloads.downloadVersion($event.path, $event.versionId)"
      />
    }
  `,
  styles: `
    :host {
      display: flex;
      height: 100%;
    }
    airlock-search-page {
      flex: 1;
      min-width: 0;
    }
  `,
})
export class ResultsPage {
  /** What is searched for, in the address. */
  readonly text = input<string>();
  /** The folder in the address. */
  readonly folder = input<string>();

  protected readonly details = inject(DetailsVisibility);
  protected readonly downloads = inject(Downloads);
}
