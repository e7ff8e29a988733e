import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Notices } from '../../notices/notices.ts';
import { chosen, UploadsOfPage } from '../testing/uploads-of-page.ts';
import { SystemFiles } from './system-files.ts';

let page: UploadsOfPage;

beforeEach(() => {
  localStorage.clear();
  page = new UploadsOfPage();
});

const notices = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content());
const junk = ['.DS_Store', 'a/Thumbs.db', 'a/desktop.ini', '._photo.jpg', 'a/Icon\r', 'a/.ds_store'];

describe('UploadIntake', () => {
  it('leaves hidden files of the system out, says how many, and uploads them when asked', async () => {
    await page.intake.add([...junk.slice(0, 3), 'photo.jpg', '.env', 'thumbs.db.txt'].map(chosen), '');
    expect(page.paths()).toEqual(['photo.jpg', '.env', 'thumbs.db.txt']);
    expect(notices().map(({ sentence }) => sentence)).toEqual(['3 hidden system files were left out.']);
    notices()[0]?.actions?.[0]?.choose();
    await Promise.resolve();
    expect(page.paths()).toEqual(['photo.jpg', '.env', 'thumbs.db.txt', ...junk.slice(0, 3)]);
    expect(notices()).toEqual([]);
  });

  it('leaves out each of them', async () => {
    await page.intake.add(junk.map(chosen), '');
    expect([page.paths(), notices()[0]?.sentence]).toEqual([[], '6 hidden system files were left out.']);
  });

  it('takes them when the person has chosen so, on this device', async () => {
    TestBed.inject(SystemFiles).keep(true);
    TestBed.resetTestingModule();
    page = new UploadsOfPage();
    await page.intake.add(['.DS_Store'].map(chosen), '');
    expect([page.paths(), notices()]).toEqual([['.DS_Store'], []]);
  });

  it('says all that was left out in one notice', async () => {
    await page.intake.addFound('', async ({ take, leftOut }) => {
      leftOut.unreadable += 1;
      leftOut.emptyFolders += 2;
      await take(['.DS_Store'].map(chosen));
    });
    expect(notices().map(({ sentence }) => sentence)).toEqual([
      '1 item could not be read and was left out. 2 empty folders were left out. 1 hidden system file was left out.',
    ]);
  });
});
