import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';

import type { FileAction } from '../../files/actions/file-action.ts';
import { keyNames } from '../../files/actions/key-names.ts';
import { keysText } from '../../text/keys-text.ts';

interface Shortcut {
  readonly label: string;
  readonly keys: readonly string[];
}

const spoken: Readonly<Record<string, string>> = keysText.spoken;

/** The list of all keys. Its data is the table of actions, so that no key is missing and none is made up. */
@Component({
  selector: 'airlock-keys-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './keys-dialog.html',
  styleUrl: './keys-dialog.scss',
})
export class KeysDialog {
  protected readonly text = keysText;
  protected readonly groups: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
    { title: keysText.groups.everywhere, shortcuts: keysText.everywhere },
    { title: keysText.groups.list, shortcuts: keysText.list },
    { title: keysText.groups.actions, shortcuts: withKeys(inject<readonly FileAction[]>(MAT_DIALOG_DATA)) },
  ];

  protected names(shortcut: string): readonly string[] {
    return keyNames(shortcut);
  }

  /** Name of a key for a screen reader, which may leave signs out. */
  protected spoken(name: string): string | null {
    return spoken[name] ?? null;
  }
}

const withKeys = (table: readonly FileAction[]): Shortcut[] =>
  table.flatMap(({ label, keys = [] }) => (keys.length > 0 ? [{ label, keys }] : []));
