import { Directive } from '@angular/core';

/**
 * Keeps the browser from opening a file that is dropped where the app takes none: that would leave the app. A place that
 * takes files accepts them after this.
 */
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
