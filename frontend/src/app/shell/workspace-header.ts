import { Component, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Logo } from '../icons/logo.ts';
import { SearchField } from '../search/search-field.ts';
import { text } from '../text/text.ts';
import { AccountMenu } from './account-menu.ts';

/** The header: name of the app, search over everything, and the account. */
@Component({
  selector: 'airlock-workspace-header',
  imports: [AccountMenu, Logo, RouterLink, SearchField],
  templateUrl: './workspace-header.html',
  styleUrl: './workspace-header.scss',
  host: { role: 'banner' },
})
export class WorkspaceHeader {
  /** Emits when the person skips the header. */
  readonly skip = output();

  protected readonly text = text.header;
  protected readonly appName = text.appName;
}
