import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { Notices } from '../../notices/notices.ts';
import { painted, UploadsOfPage } from '../testing/uploads-of-page.ts';
import { UploadPicker } from './upload-picker.ts';

const file = (name: string) => ({ kind: 'file', name, getFile: () => Promise.resolve(new File(['123'], name)) });
const gone = { ...file('gone'), getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
let page: UploadsOfPage;
let fixture: ComponentFixture<UploadPicker>;

beforeEach(async () => {
  page = new UploadsOfPage();
  fixture = TestBed.createComponent(UploadPicker);
  fixture.componentRef.setInput('folder', '');
  await fixture.whenStable();
});
afterEach(() => {
  Reflect.deleteProperty(window, 'showOpenFilePicker');
});

/** Chooses files in the picker of the browser, which answers with `handles`. */
async function pick(handles: Promise<object[]>): Promise<void> {
  Object.assign(window, { showOpenFilePicker: () => handles });
  void fixture.componentInstance.chooseFiles();
  await painted();
}

describe('UploadPicker', () => {
  it('adds the files of the picker, and says what could not be read', async () => {
    await pick(Promise.resolve([file('a'), gone]));
    expect(page.paths()).toEqual(['a']);
    const sentences = TestBed.inject(Notices)
      .all()
      .map(({ content }) => content().sentence);
    expect(sentences).toEqual(['1 item could not be read and was left out.']);
  });

  it('adds nothing when somebody else has signed in before the person chose', async () => {
    const handles = deferred<object[]>();
    await pick(handles.promise);
    page.session.set({ kind: 'signed-in', username: 'bert', userId: 'bert' });
    handles.resolve([file('a')]);
    await painted();
    expect(page.paths()).toEqual([]);
  });
});
