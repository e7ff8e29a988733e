import { Component, inject, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router, withNavigationErrorHandler, type Routes } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SESSION_STATE } from '../api/session-state.ts';
import { CodeUnavailable } from '../loading/load-code.ts';
import { MissingCode } from '../loading/missing-code.ts';
import { loadingText } from '../text/loading-text.ts';
import { Root } from './root.ts';
import { showStartFailure } from './start-failure.ts';

@Component({ template: 'the page' })
class Page {}

let failures: number;
const routes: Routes = [
  {
    path: '**',
    loadComponent: () =>
      (failures -= 1) >= 0 ? Promise.reject(new CodeUnavailable(true, undefined)) : Promise.resolve(Page),
  },
];
let fixture: ComponentFixture<Root>;

beforeEach(() => {
  failures = 0;
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-out' }) },
      provideRouter(
        routes,
        withNavigationErrorHandler(({ error }) => inject(MissingCode).tell(error)),
      ),
    ],
  });
  fixture = TestBed.createComponent(Root);
});

const shown = () => (fixture.nativeElement as HTMLElement).textContent.trim();
async function open(url: string): Promise<void> {
  await TestBed.inject(Router)
    .navigateByUrl(url)
    .catch(() => undefined);
  await fixture.whenStable();
}

describe('Root', () => {
  it('says that it starts until there is a page', async () => {
    await fixture.whenStable();
    expect(shown()).toContain(loadingText.starting);
    await open('/one');
    expect(shown()).toBe('the page');
  });

  it('is never blank: without a page it says why, and goes on when the code arrives', async () => {
    failures = 1;
    await open('/one');
    expect(shown()).toContain(loadingText.outdated);
    await open('/two');
    expect(shown()).toBe('the page');
  });

  it('leaves the page that is there when the code of another one does not arrive', async () => {
    await open('/one');
    failures = 1;
    await open('/two');
    expect(shown()).toBe('the page');
  });
});

it('showStartFailure puts a sentence and a button in place of an app that could not start', () => {
  document.body.replaceChildren(document.createElement('airlock-root'));
  showStartFailure(document);
  const root = document.querySelector('airlock-root');
  expect(root?.textContent).toBe(`${loadingText.notStarted}${loadingText.reload}`);
  expect(root?.querySelector('[role=alert]')?.textContent).toBe(loadingText.notStarted);
});
