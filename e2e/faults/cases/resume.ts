import { rm, utimes, writeFile } from 'node:fs/promises';

import { expect, uploadRow } from '../../journey.ts';
import { nth } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import { partBytes, type Scene } from '../rig/scene.ts';

/** All parts but one arrive; that one gets stuck. Resolves when S3 has acknowledged the others. */
async function allButOne(scene: Scene): Promise<void> {
  const stuck = String(scene.pick(1, scene.partCount));
  scene.s3.add({
    where: (exchange) => requests.part(exchange) && exchange.query.get('partNumber') === stuck,
    which: nth(1),
    fault: { kind: 'hang', afterBytes: scene.pick(1, partBytes / 2) },
  });
  await scene.chooseFile();
  await expect.poll(() => scene.acknowledgedParts().size, { timeout: 60_000 }).toBe(scene.partCount - 1);
}

const another = (scene: Scene): Buffer => {
  const other = Buffer.from(scene.bytes);
  const at = scene.pick(0, other.length - 1);
  other.writeUInt8(other.readUInt8(at) ^ 1, at);
  return other;
};

export const resumeFaults: readonly FaultCase[] = [
  {
    name: 'reload',
    outcome: 'stored',
    run: async (scene) => {
      await allButOne(scene);
      await scene.reload();
      await scene.resumeFrom(scene.file);
      await scene.isVerified();
    },
  },
  {
    name: 'same name, size and date with other content',
    outcome: 'stored',
    run: async (scene) => {
      await allButOne(scene);
      await scene.reload();
      const now = new Date();
      await writeFile(scene.file, another(scene));
      await utimes(scene.file, now, now);
      await scene.resumeFrom(scene.file);
      await scene.says('Not the same file');
      await writeFile(scene.file, scene.bytes);
      await utimes(scene.file, now, now);
      await scene.page.getByRole('button', { name: 'Clear finished' }).click();
      await scene.resumeFrom(scene.file);
      await scene.isVerified();
    },
  },
  {
    name: 'file changed while it is sent',
    outcome: 'nothing',
    run: async (scene) => {
      await allButOne(scene);
      await writeFile(scene.file, another(scene));
      await scene.s3.down();
      await scene.s3.up();
      await scene.says('changed, moved or removed');
      await scene.reload();
      await scene.discard();
    },
  },
  {
    name: 'file removed while it is sent',
    outcome: 'nothing',
    run: async (scene) => {
      await allButOne(scene);
      await rm(scene.file);
      await scene.s3.down();
      await scene.s3.up();
      await scene.says('changed, moved or removed');
      await scene.reload();
      await scene.discard();
    },
  },
  {
    name: 'two tabs',
    outcome: 'stored',
    run: async (scene) => {
      await allButOne(scene);
      const first = scene.page;
      const second = await scene.context.newPage();
      await scene.prepare(second);
      await second.goto('/files');
      await expect(second.getByRole('region', { name: 'Uploads' })).toContainText(scene.fileName);
      await expect(second.getByRole('region', { name: 'Uploads' })).toContainText(/another tab/i);
      await first.close({ runBeforeUnload: false });
      scene.page = second;
      await scene.reload();
      await scene.resumeFrom(scene.file);
      await expect(uploadRow(second, scene.fileName)).toContainText('Verified', { timeout: 60_000 });
      await scene.isVerified();
    },
  },
];
