/** @jest-environment node */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

const app = join(import.meta.dirname, '../app');
/** A dialog whose answer is used closes with it: by `close(…)`, or by a button that names it. */
const answering = /\.close\([^)]|\[mat-dialog-close\]="/;

/** Returns the code of a dialog with its template, which is in the code or in a file beside it. */
function wholeOf(file: string): string {
  const template = join(app, file.replace(/\.ts$/, '.html'));
  return readFileSync(join(app, file), 'utf8') + (existsSync(template) ? readFileSync(template, 'utf8') : '');
}

it('no dialog that answers closes with the empty text, which a bare mat-dialog-close does', () => {
  const files = globSync('**/*-dialog.ts', { cwd: app });
  const answers = files.filter((file) => answering.test(wholeOf(file)));
  const wrong = answers.filter((file) => /\smat-dialog-close[\s>]/.test(wholeOf(file)));
  expect([answers.length > 4, wrong]).toEqual([true, []]);
});
