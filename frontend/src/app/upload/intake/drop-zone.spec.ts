import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { DropZone } from './drop-zone.ts';
import type { ChosenFile } from './chosen-files.ts';
import type { Taker } from './taker.ts';
import { UploadIntake } from './upload-intake.ts';

let fixture: ComponentFixture<DropZone>;
let taken: string[];

const addFound = async (folder: string, find: (taker: Taker) => Promise<unknown>) => {
  const take = (files: Iterable<ChosenFile>) => {
    taken.push(...Array.from(files, ({ relativePath }) => `${folder}/${relativePath}`));
    return Promise.resolve();
  };
  const leftOut = { unreadable: 0, emptyFolders: 0 };
  await find({ take, signal: new AbortController().signal, leftOut, keep: () => undefined });
};

beforeEach(() => {
  jest.useFakeTimers();
  taken = [];
  TestBed.configureTestingModule({ providers: [{ provide: UploadIntake, useValue: { addFound } }] });
  fixture = TestBed.createComponent(DropZone);
  fixture.componentRef.setInput('folder', 'photos');
  TestBed.tick();
});

afterEach(() => {
  fixture.destroy();
  jest.useRealTimers();
});

const hasVeil = () => {
  TestBed.tick();
  return (fixture.nativeElement as HTMLElement).querySelector('.veil') !== null;
};

function fire(type: string, on: EventTarget = document.body, more: object = {}): boolean {
  const event = new Event(type, { bubbles: true, cancelable: true });
  return on.dispatchEvent(
    Object.assign(event, { dataTransfer: { types: ['Files'], items: [] }, relatedTarget: null, ...more }),
  );
}

/** Drags files onto an element that the page removes while the pointer is over it. */
function enterRemovedElement(): void {
  const skeleton = document.body.appendChild(document.createElement('div'));
  fire('dragenter', skeleton);
  skeleton.remove();
  fire('dragenter');
  expect(hasVeil()).toBe(true);
}

const leave = () => {
  fire('dragleave');
  jest.advanceTimersByTime(200);
};

describe('the veil of a drag', () => {
  it.each([
    ['leaves the window', leave],
    ['is heard of no more', () => jest.advanceTimersByTime(1_100)],
    ['is dropped', () => fire('drop')],
    ['is given up with Escape', () => fire('keydown', document.body, { key: 'Escape' })],
    ['ends elsewhere', () => fire('dragend')],
    ['is over, and the pointer moves', () => fire('pointermove')],
  ])('goes when the drag %s, although an element was removed under it', (_, end) => {
    enterRemovedElement();
    end();
    expect(hasVeil()).toBe(false);
  });

  it('stays while the drag goes on, also over elements inside', () => {
    fire('dragenter');
    for (let turn = 0; turn < 5; turn += 1) {
      fire('dragleave', document.body, { relatedTarget: document.documentElement });
      jest.advanceTimersByTime(500);
      fire('dragover');
    }
    expect(hasVeil()).toBe(true);
  });
});

describe('a paste', () => {
  const paste = (name: string, on: EventTarget = document.body, lastModified = Date.now()) => {
    const file = new File(['x'], name, { type: 'image/png', lastModified });
    const items = [{ kind: 'file', webkitGetAsEntry: () => null, getAsFile: () => file }];
    return fire('paste', on, { clipboardData: { types: ['Files'], items } });
  };
  const settle = () => jest.advanceTimersByTimeAsync(1);

  it('of files uploads them into the folder', async () => {
    expect(paste('report.pdf')).toBe(false);
    await settle();
    expect(taken).toEqual(['photos/report.pdf']);
  });

  it('of a screenshot gives it the moment as its name, and leaves a file of that name alone', async () => {
    jest.setSystemTime(new Date(2026, 10, 29, 14, 5, 9));
    paste('image.png');
    paste('image.png', document.body, 7);
    await settle();
    expect(taken).toEqual(['photos/Screenshot 2026-11-29 14.05.09.png', 'photos/image.png']);
  });

  it.each(['input', 'textarea'])('into a field (%s) belongs to the field', async (tag) => {
    const field = document.body.appendChild(document.createElement(tag));
    expect(paste('report.pdf', field)).toBe(true);
    field.remove();
    await settle();
    expect(taken).toEqual([]);
  });

  it('is taken while a checkbox has the focus', async () => {
    const box = document.body.appendChild(Object.assign(document.createElement('input'), { type: 'checkbox' }));
    paste('report.pdf', box);
    box.remove();
    await settle();
    expect(taken).toEqual(['photos/report.pdf']);
  });

  it('of text is left alone', async () => {
    expect(fire('paste', document.body, { clipboardData: { types: ['text/plain'], items: [] } })).toBe(true);
    await settle();
    expect(taken).toEqual([]);
  });
});
