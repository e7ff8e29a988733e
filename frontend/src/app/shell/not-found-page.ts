import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Logo } from '../icons/logo.ts';
import { text } from '../text/text.ts';

@Component({
  selector: 'airlock-not-found-page',
  imports: [Logo, RouterLink],
  template: `
    <main>
      <airlock-logo [size]="48" />
      <h1>{{ text.title }}</h1>
      <p>{{ text.body }}</p>
      <a routerLink="/files">{{ text.home }}</a>
    </main>
  `,
  styleUrl: './plain-page.scss',
})
export class NotFoundPage {
  protected readonly text = text.notFound;
}
