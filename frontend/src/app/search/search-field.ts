import { Component, DestroyRef, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { NavigationEnd, Router } from '@angular/router';
import { maxSearchTextLength } from '@airlock/contract';
import { filter } from 'rxjs';

import { belongsToText } from '../files/actions/action-keys.ts';
import { Icon } from '../icons/icon.ts';
import { searchText } from '../text/search-text.ts';
import { SearchContext } from './search-context.ts';

/** How long a person has to pause while typing until the search begins, in milliseconds. */
const pauseMs = 250;

/** The field for a search over all folders. The key `/` leads to it from anywhere. */
@Component({
  selector: 'airlock-search-field',
  imports: [Icon, MatIconButton],
  template: `
    <label>
      <airlock-icon name="search" />
      <span class="visually-hidden">{{ text.field }}</span>
      <input
        #field
        type="search"
        name="search"
        autocomplete="off"
        enterkeyhint="search"
        aria-keyshortcuts="/"
        [attr.maxlength]="maxLength"
        [placeholder]="text.placeholder"
        [value]="value()"
        (input)="typed(field.value, $event)"
        (compositionend)="typed(field.value)"
        (keydown.enter)="entered()"
        (keydown.escape)="escaped($event)"
      />
      @if (value()) {
        <button matIconButton type="button" [attr.aria-label]="text.clear" [title]="text.clear" (click)="clear()">
          <airlock-icon name="clear" [size]="18" />
        </button>
      } @else {
        <kbd aria-hidden="true">/</kbd>
      }
    </label>
  `,
  styleUrl: './search-field.scss',
  host: { role: 'search', '(document:keydown)': 'pressed($event)' },
})
export class SearchField {
  protected readonly text = searchText;
  protected readonly maxLength = maxSearchTextLength;
  protected readonly value = signal('');
  readonly #context = inject(SearchContext);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#follow();
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.#follow());
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#pause));
  }

  protected typed(value: string, event?: Event): void {
    this.value.set(value);
    clearTimeout(this.#pause);
    this.#pause = undefined;
    // Until a word of Japanese or Chinese is chosen, its letters are searched for by nobody.
    if (event instanceof InputEvent && event.isComposing) return;
    this.#pause = setTimeout(() => this.#search(), pauseMs);
  }

  protected entered(): void {
    this.#search();
    if (this.value().trim() !== '') this.#context.focusMatches(true);
  }

  protected clear(): void {
    this.value.set('');
    this.#search();
    this.field().nativeElement.focus();
  }

  protected escaped(event: Event): void {
    event.preventDefault();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.value.set('');
    this.field().nativeElement.blur();
    this.#context.leave();
  }

  protected pressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isInDialog = target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null;
    if (key !== '/' || ctrlKey || metaKey || altKey || event.defaultPrevented || isInDialog || belongsToText(event))
      return;
    event.preventDefault();
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  #search(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    const text = this.value().trim();
    const shown = this.#context.searchedText();
    if (text !== (shown ?? '')) this.#context.search(text);
  }

  /** Shows what is searched for, unless the person types on. */
  #follow(): void {
    if (this.#pause !== undefined) return;
    const shown = this.#context.searchedText() ?? '';
    if (shown !== this.value().trim()) this.value.set(shown);
  }
}
