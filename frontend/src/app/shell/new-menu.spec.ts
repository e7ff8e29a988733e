import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { UploadsOfPage } from '../upload/testing/uploads-of-page.ts';
import { NewMenu } from './new-menu.ts';

let fixture: ComponentFixture<NewMenu>;
let asked: string[];

beforeEach(async () => {
  new UploadsOfPage();
  asked = [];
  fixture = TestBed.createComponent(NewMenu);
  fixture.componentRef.setInput('folder', 'reports');
  await fixture.whenStable();
  for (const input of (fixture.nativeElement as HTMLElement).querySelectorAll('input')) {
    input.addEventListener('click', () => asked.push(input.hasAttribute('webkitdirectory') ? 'folder' : 'files'));
  }
});

async function choose(item: string): Promise<void> {
  (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('[aria-label="New"]')!.click();
  await fixture.whenStable();
  const items = Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]'));
  items.find((one) => one.textContent.trim() === item)!.click();
  await fixture.whenStable();
}

describe('NewMenu', () => {
  it.each([
    ['Upload files', 'files'],
    ['Upload folder', 'folder'],
  ])('“%s” asks the system for %s', async (item, what) => {
    await choose(item);
    expect(asked).toEqual([what]);
  });
});
