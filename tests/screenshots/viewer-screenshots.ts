import type { Page } from '@playwright/test';

import type { Account } from '../e2e/accounts.ts';
import { pdf } from '../e2e/samples/pdf.ts';
import { png } from '../e2e/samples/png.ts';
import { wave } from '../e2e/samples/wave.ts';
import { openViewer, store, viewer } from '../e2e/viewer.ts';
import { enter } from './enter.ts';

type Take = (name: string) => Promise<Buffer>;

const code = `/** Adds two numbers. */\nexport const add = (one: number, other: number): number => one + other;\n`;
const notes = `# Harbour meeting\n\nWe **agreed** on the [plan](https://example.com/) and on \`three\` things:\n\n- [x] lease\n- [ ] quay\n\n| what | who |\n|---|---|\n| lease | Ana |\n\n> Nothing else.\n`;

interface Kind {
  readonly name: string;
  readonly bytes: Buffer | string;
  /** What is shown once the preview is there. */
  readonly ready: string | RegExp;
}

const kinds: readonly Kind[] = [
  { name: 'a picture.png', bytes: png(900, 600), ready: /^\s*\d+\s%\s*$/ },
  { name: 'b paper.pdf', bytes: pdf(['First page', 'Second page']), ready: 'First page' },
  { name: 'c code.ts', bytes: code, ready: 'Adds two numbers' },
  { name: 'd notes.md', bytes: notes, ready: 'Harbour meeting' },
  { name: 'e sound.wav', bytes: wave(2), ready: 'e sound.wav' },
  { name: 'f archive.zip', bytes: Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1]), ready: 'The content of an archive' },
  { name: 'g empty.txt', bytes: '', ready: 'This file is empty.' },
];

/** Takes the viewer with every kind of content, with what is known of the file, and when the file cannot be read. */
export async function takeViewer(page: Page, account: Account, take: Take): Promise<void> {
  await enter(page, account);
  await store(page, Object.fromEntries(kinds.map(({ name, bytes }) => [name, bytes])));
  await take('thumbnails');
  for (const [index, { name, ready }] of kinds.entries()) {
    const dialog = index === 0 ? await openViewer(page, name) : viewer(page);
    await dialog.getByText(`${index + 1} of ${kinds.length}`).waitFor();
    await dialog.getByText(ready).first().waitFor();
    await take(`viewer-${index + 1}`);
    if (index === 0) await takeFacts(page, take);
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Escape');
  await page.route('**/api/files/presign-get', (route) => route.fulfill({ status: 503, json: { message: null } }));
  await openViewer(page, 'd notes.md');
  await viewer(page).getByRole('button', { name: 'Try again' }).waitFor();
  await take('viewer-failed');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function takeFacts(page: Page, take: Take): Promise<void> {
  const details = viewer(page).getByRole('button', { name: 'Details' });
  await details.click();
  await take('viewer-details');
  await details.click();
}
