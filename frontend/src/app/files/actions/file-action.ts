import { InjectionToken } from '@angular/core';

import type { IconName } from '../../icons/icon.ts';
import type { Entry } from '../entry.ts';

export type FileActionId =
  | 'open'
  | 'download'
  | 'download-zip'
  | 'download-to-folder'
  | 'download-each'
  | 'rename'
  | 'move'
  | 'copy'
  | 'cut'
  | 'copy-to-clipboard'
  | 'paste'
  | 'new-folder'
  | 'details'
  | 'versions'
  | 'delete';

/** What an action is applied to. */
export interface ActionTarget {
  /** The entries that are meant; empty when the folder itself is (context menu on the background, Ctrl+V). */
  readonly entries: readonly Entry[];
  /** Path of the folder that is shown; undefined among results of a search. */
  readonly folder: string | undefined;
  /** Everything that is shown, in its order, for “next” and “previous”. */
  readonly all: readonly Entry[];
  /** Whether the target is what is selected already: these entries and no others, or the folder while nothing is selected. */
  readonly isSelected: boolean;
}

/** An action on files and folders. Menus, the bar of the selection, keys and the list of keys are made of these. */
export interface FileAction {
  readonly id: FileActionId;
  /** The part of a menu in which the action stands. */
  readonly group: 'open' | 'organise' | 'about' | 'remove';
  readonly icon: IconName;
  readonly label: string;
  /** Keys as shown and matched, such as 'F2', 'Delete', 'Ctrl+X'; Ctrl stands for Cmd on a Mac. */
  readonly keys?: readonly string[];
  /** Whether a page selects what the action is about before it runs, because what it shows follows the selection. */
  readonly selects?: boolean;
  /** Whether the action is offered. Must be cheap: it runs while menus render. */
  offers(target: ActionTarget): boolean;
  run(target: ActionTarget): void | Promise<void>;
}

/** All actions, in the order in which menus show them. The shell provides it for everything below the workspace page. */
export const FILE_ACTION_TABLE = new InjectionToken<readonly FileAction[]>('FILE_ACTION_TABLE');
