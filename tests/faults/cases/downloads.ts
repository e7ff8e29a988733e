import { expect, sha256 } from '../../e2e/journey.ts';
import { nth } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

const savedAs = 'saved.bin';

/** Answers the system's dialog with a file of the page's own storage, which a test can read. */
async function answerSavePicker({ page }: Scene): Promise<void> {
  await page.evaluate((name) => {
    const pick = async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    Object.assign(window, { showSaveFilePicker: pick });
  }, savedAs);
}

/** Returns the file as it is now, or `undefined` when there is none. */
async function saved({ page }: Scene): Promise<string | undefined> {
  const content = await page.evaluate(async (name) => {
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle(name).catch(() => undefined);
    const file = await handle?.getFile();
    return file && [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))];
  }, savedAs);
  return content && Buffer.from(content).toString('hex');
}

async function downloadAndVerify({ page }: Scene, says: string): Promise<void> {
  await page.getByRole('button', { name: 'Download and verify' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText(says, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
}

export const downloadFaults: readonly FaultCase[] = [
  {
    name: 'one byte flipped in a download',
    outcome: 'stored',
    run: async (scene) => {
      await scene.chooseFile();
      await scene.isVerified();
      await answerSavePicker(scene);
      const rule = scene.s3.add({
        where: requests.download,
        which: nth(1),
        fault: { kind: 'flip', side: 'answer', atByte: scene.pick(0, scene.bytes.length - 1) },
      });
      await scene.page.getByRole('checkbox', { name: `Select ${scene.fileName}` }).check();
      await downloadAndVerify(scene, 'The downloaded data differs from the file in the storage, so nothing was kept.');
      expect(rule.hits()).toBe(1);
      expect(await saved(scene)).toBeUndefined();
      await downloadAndVerify(scene, 'Verified: the file on your disk is identical to the one in the storage.');
      expect(await saved(scene)).toBe(sha256(scene.bytes));
    },
  },
];
