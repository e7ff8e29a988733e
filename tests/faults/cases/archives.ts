import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import { canned } from '../proxy/fault.ts';
import { nth, upTo } from '../proxy/rule.ts';
import { ArchiveScene } from '../rig/archive-scene.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';

/** A case of an archive: no upload takes part, so nothing may be stored under the name of the scene's file. */
const archiveCase = (name: string, run: (archive: ArchiveScene) => Promise<void>): FaultCase => ({
  name: `an archive and ${name}`,
  outcome: 'nothing',
  run: async (scene) => run(await ArchiveScene.of(scene)),
});

const busy = { kind: 'answer', with: canned.s3Error(503, 'SlowDown') } as const;
const expired = { kind: 'answer', with: canned.s3Error(403, 'AccessDenied') } as const;

/** Cuts the first answer with the film, and holds the next one until `changed` has happened to the file. */
async function whileBroken(archive: ArchiveScene, changed: () => Promise<void>): Promise<void> {
  const { scene, film, filmName } = archive;
  const afterBytes = scene.pick(1, film.length - 1);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  archive.rule(filmName, nth(1), { kind: 'cut', side: 'answer', afterBytes, by: 'fin' });
  archive.rule(filmName, nth(2), { ...busy, after: promise });
  await archive.start();
  await archive.hits();
  await changed();
  resolve(undefined);
}

export const archiveFaults: readonly FaultCase[] = [
  archiveCase('cut lines', async (archive) => {
    const { scene } = archive;
    for (const name of archive.names.slice(1)) {
      const afterBytes = scene.pick(1, archive.sizeOf(name) - 1);
      archive.rule(name, nth(1), { kind: 'cut', side: 'answer', afterBytes, by: 'fin' });
    }
    await archive.start();
    await archive.arrives();
  }),
  archiveCase('a busy S3', async (archive) => {
    for (const name of archive.names) archive.rule(name, upTo(archive.scene.pick(1, 3)), busy);
    await archive.start();
    await archive.arrives();
  }),
  archiveCase('expired URLs', async (archive) => {
    for (const name of archive.names) archive.rule(name, nth(1), expired);
    await archive.start();
    await archive.arrives();
  }),
  archiveCase('one byte flipped in each file', async (archive) => {
    for (const name of archive.names) {
      const atByte = archive.scene.pick(0, archive.sizeOf(name) - 1);
      archive.rule(name, nth(1), { kind: 'flip', side: 'answer', atByte });
    }
    await archive.start();
    await archive.arrives();
  }),
  archiveCase('bytes that are always wrong', async (archive) => {
    for (const name of ['b.bin', archive.filmName]) {
      const atByte = archive.scene.pick(0, archive.sizeOf(name) - 1);
      archive.rule(name, () => true, { kind: 'flip', side: 'answer', atByte });
    }
    await archive.start();
    await archive.arrives({
      missing: { 'b.bin': 'The data that arrived', [archive.filmName]: 'The data that arrived' },
    });
  }),
  archiveCase('a file that is deleted while its line is broken', async (archive) => {
    await whileBroken(archive, () => archive.scene.rig.storage.remove(archive.filmName));
    await archive.arrives({ missing: { [archive.filmName]: 'It no longer exists.' } });
  }),
  archiveCase('a file that is replaced while its line is broken', async (archive) => {
    const newer = Buffer.from(archive.film).reverse();
    await whileBroken(archive, () => archive.scene.rig.storage.replace(archive.filmName, newer));
    await archive.arrives({ replaced: { [archive.filmName]: newer } });
  }),
  archiveCase('an ended session', async (archive) => {
    const { scene } = archive;
    const { stack, pool } = scene.rig;
    await pool.send(new AdminUserGlobalSignOutCommand({ UserPoolId: stack.userPoolId, Username: scene.account.name }));
    const ended = scene.web.always(({ path }) => path === '/api/files/presign-get-batch', {
      kind: 'answer',
      with: canned.gateway(401, 'The incoming token has expired'),
    });
    const started = archive.start();
    const dialog = scene.page.getByRole('dialog');
    await expect(dialog.getByText('Your session has ended')).toBeVisible();
    ended.remove();
    await dialog.getByLabel('Password', { exact: true }).fill(scene.account.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await started;
    await archive.arrives();
  }),
  archiveCase('a reload of the page', async (archive) => {
    // The film must still be on its way when the new page has started, on a busy machine too.
    const bytesPerSecond = 1024 * archive.scene.pick(160, 256);
    const slow = archive.rule(archive.filmName, () => true, { kind: 'limit', side: 'answer', bytesPerSecond });
    await archive.start();
    await archive.says(/ of \d/);
    await archive.scene.page.reload();
    await archive.says(/ of \d/);
    slow.remove();
    await archive.arrives();
  }),
];
