import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

import { PageOwner } from '../api/page-owner.ts';

/** Closes the open dialogs when the page passes to somebody else: a preview shows a file, and set-up shows a key. */
@Injectable({ providedIn: 'root' })
export class PersonDialogs {
  constructor() {
    const dialogs = inject(MatDialog);
    inject(PageOwner).follow(() => dialogs.closeAll());
  }
}
