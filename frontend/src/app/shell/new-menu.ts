import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { folderOf } from '../files/folder-path.ts';
import { Icon } from '../icons/icon.ts';
import { newText } from '../text/new-text.ts';
import { UploadPicker } from '../upload/intake/upload-picker.ts';
import { NewFolderOpener } from './new-folder/new-folder-opener.ts';

/** The button whose menu puts something new into the current folder. */
@Component({
  selector: 'airlock-new-menu',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, UploadPicker],
  template: `
    <airlock-upload-picker #picker [folder]="folder()" />
    <button matButton="filled" type="button" [attr.aria-label]="text.new" [matMenuTriggerFor]="menu">
      <airlock-icon matButtonIcon name="new" [size]="18" /><span class="word">{{ text.new }}</span>
      <airlock-icon iconPositionEnd matButtonIcon class="word more" name="down" [size]="18" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <button mat-menu-item (click)="picker.chooseFiles()">
        <span class="item"><airlock-icon name="upload" /> {{ text.uploadFiles }}</span>
      </button>
      <button mat-menu-item (click)="picker.chooseFolder()">
        <span class="item"><airlock-icon name="folder-up" /> {{ text.uploadFolder }}</span>
      </button>
      <button mat-menu-item (click)="newFolder.open(folderWithSlash(folder()))">
        <span class="item"><airlock-icon name="folder-new" /> {{ text.folder }}</span>
      </button>
    </mat-menu>
  `,
  styles: `
    .item {
      display: flex;
      align-items: center;
      gap: 12px;
      min-width: 168px;
    }
    .more.more {
      margin: 0 -8px 0 8px;
    }
    @media (max-width: 600px) {
      .word {
        display: none;
      }
      button[matButton] airlock-icon {
        margin: 0;
      }
      button[matButton] {
        min-width: 48px;
        height: 44px;
        padding: 0 12px;
      }
    }
  `,
})
export class NewMenu {
  /** Path of the folder that is shown. */
  readonly folder = input.required<string>();

  protected readonly text = newText;
  protected readonly newFolder = inject(NewFolderOpener);
  protected readonly folderWithSlash = folderOf;
}
