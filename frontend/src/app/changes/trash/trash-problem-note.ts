import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import { Icon } from '../../icons/icon.ts';
import { text } from '../../text/text.ts';
import { trashText } from '../../text/trash-text.ts';
import { FailedItems } from '../failed-items.ts';
import type { TrashProblem } from './trash.ts';

/** Says what the last change of the trash could not do, file by file. */
@Component({
  selector: 'airlock-trash-problem-note',
  imports: [FailedItems, Icon, MatIconButton],
  template: `
    <section role="alert">
      <airlock-icon name="warning" />
      <div class="words">
        <strong>{{ title() }}</strong>
        @let it = problem();
        @if (it.kind === 'left') {
          <airlock-failed-items [change]="it.change" />
        }
      </div>
      <button matIconButton type="button" [attr.aria-label]="text.problems.dismiss" (click)="dismissed.emit()">
        <airlock-icon name="clear" [size]="18" />
      </button>
    </section>
  `,
  styles: `
    section {
      display: flex;
      gap: 12px;
      margin-bottom: 16px;
      padding: 12px 4px 12px 16px;
      border-radius: 16px;
      background: var(--airlock-card);
      box-shadow: var(--airlock-shadow);
    }
    section > airlock-icon {
      margin-top: 2px;
      color: var(--airlock-warning);
    }
    .words {
      flex: 1;
      overflow: auto;
      min-width: 0;
      max-height: 24dvh;
    }
    button {
      margin: -8px 0;
    }
  `,
})
export class TrashProblemNote {
  readonly problem = input.required<TrashProblem>();
  readonly dismissed = output();

  protected readonly text = trashText;
  protected readonly title = computed(() => {
    const problem = this.problem();
    if (problem.kind === 'left') {
      const kind = problem.change.kind === 'purge' ? 'purge' : 'restore';
      return this.text.problems[kind](problem.change.failedCount);
    }
    const kind = problem.operation === 'purge-files' ? 'purge' : 'restore';
    return this.text.refused[kind](text.calls[problem.error.code]);
  });
}
