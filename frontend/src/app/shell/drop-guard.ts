import { Directive } from '@angular/core';

/** Keeps the browser from opening a file that is dropped on a page that takes no files: that would leave the app. */
@Directive({
  selector: '[airlockDropGuard]',
  host: { '(window:dragover)': 'refuse($event)', '(window:drop)': 'refuse($event)' },
})
export class DropGuard {
  protected refuse(event: DragEvent): void {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  }
}
