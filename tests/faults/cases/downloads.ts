import { download, sha256OfDownload } from '../../e2e/journey.ts';
import { nth } from '../proxy/rule.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

/** Checks what the row of the download says. */
async function says({ page, fileName }: Scene, words: string): Promise<void> {
  const row = page.getByRole('region', { name: 'Downloads' }).getByRole('listitem').filter({ hasText: fileName });
  await expect(row).toContainText(words, { timeout: 60_000 });
}

export const downloadFaults: readonly FaultCase[] = [
  {
    name: 'one byte flipped in a download',
    outcome: 'stored',
    run: async (scene) => {
      await scene.chooseFile();
      await scene.isVerified();
      const rule = scene.s3.add({
        where: requests.download,
        which: nth(1),
        fault: { kind: 'flip', side: 'answer', atByte: scene.pick(0, scene.bytes.length - 1) },
      });
      const flipped = await download(scene.page, scene.fileName);
      expect(await flipped.failure()).not.toBeNull();
      expect(rule.hits()).toBe(1);
      await says(scene, 'The data that arrived differs from the file in the storage');
      const again = scene.page.waitForEvent('download');
      await scene.page.getByRole('button', { name: `Download ${scene.fileName} again` }).click();
      expect(await sha256OfDownload(await again)).toBe(scene.sha256);
    },
  },
];
