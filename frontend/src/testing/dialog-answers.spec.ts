/** @jest-environment node */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

const app = join(import.meta.dirname, '../app');
/** Dialogs whose answer is used are asked for something in a form or for a choice: they close with it by `close(…)`. */
const answering = /\.close\([^)]/;

it('no dialog that answers closes with the empty text, which a bare mat-dialog-close does', () => {
  const files = globSync('**/*-dialog.html', { cwd: app });
  const wrong = files.filter((file) => {
    const code = readFileSync(join(app, file.replace('.html', '.ts')), 'utf8');
    return answering.test(code) && /\smat-dialog-close[\s>]/.test(readFileSync(join(app, file), 'utf8'));
  });
  expect([files.length > 5, wrong]).toEqual([true, []]);
});
