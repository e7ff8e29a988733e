import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { signIn } from '../../e2e/journey.ts';
import { openProfile } from '../../e2e/profile.ts';
import { nth } from '../proxy/rule.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import { chooseFiles, partBytes, type Scene } from '../rig/scene.ts';

/** Lets all parts but one arrive; that one gets stuck. Resolves when S3 has acknowledged the others. */
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

/**
 * Makes a case in which `spoil` takes the file away from the page: the upload cannot go on, and is discarded after a
 * reload.
 */
const lostWhileSent = (name: string, spoil: (scene: Scene) => Promise<void>): FaultCase => ({
  name,
  outcome: 'nothing',
  run: async (scene) => {
    await allButOne(scene);
    await spoil(scene);
    await scene.s3.down();
    await scene.s3.up();
    await scene.says('changed, moved or removed');
    await scene.reload();
    await scene.discard();
  },
});

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
    name: 'killed browser',
    outcome: 'stored',
    run: async (scene) => {
      const { account, rig } = scene;
      const profile = await mkdtemp(join(rig.directory, 'profile-'));
      const open = async () => {
        const opened = await openProfile(profile, rig.stack.webUrl);
        scene.page = opened.page;
        await scene.prepare(opened.page);
        await signIn(opened.page, account);
        return opened;
      };
      const first = await open();
      await allButOne(scene);
      await first.kill();
      const second = await open();
      try {
        await scene.resumeFrom(scene.file);
        await scene.isVerified();
      } finally {
        await second.context.close();
      }
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
      await scene.says('This is a different file');
      await writeFile(scene.file, scene.bytes);
      await utimes(scene.file, now, now);
      await scene.page.getByRole('button', { name: 'Clear finished' }).click();
      await scene.resumeFrom(scene.file);
      await scene.isVerified();
    },
  },
  lostWhileSent('file changed while it is sent', (scene) => writeFile(scene.file, another(scene))),
  lostWhileSent('file removed while it is sent', (scene) => rm(scene.file)),
  {
    name: 'two tabs',
    outcome: 'stored',
    run: async (scene) => {
      await allButOne(scene);
      const first = scene.page;
      const second = await scene.context.newPage();
      await scene.prepare(second);
      // Tabs of one browser share the session.
      await second.goto('/');
      const tray = second.getByRole('region', { name: 'Uploads' });
      await expect(tray).toContainText('Another tab is sending this');
      await chooseFiles(second, [scene.file]);
      await expect(tray.getByRole('button', { name: `Cancel ${scene.fileName}` })).toBeVisible();
      scene.page = second;
      await expect(scene.row).toHaveCount(1);
      await scene.says('Another tab is sending this');
      await first.close({ runBeforeUnload: false });
      await scene.isVerified();
    },
  },
];
