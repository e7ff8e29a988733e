import { changed } from '../../local/testing/change-calls.ts';
import type { Api } from '../../local/testing/api-calls.ts';
import { StoredFiles } from '../../local/testing/stored-files.ts';
import type { StackDescription } from '../../local/stack-file.ts';
import type { Checks } from './checks.ts';

const fileCount = 3000;
const whole = { state: 'done', doneCount: fileCount, failedCount: 0 };

/** Deletes and restores a folder that is too large for one call: the deployed workflow does it, slice by slice. */
export async function changeAFolder(
  checks: Checks,
  stack: StackDescription,
  api: Api,
  keyPrefix: string,
): Promise<void> {
  const storage = new StoredFiles(stack, keyPrefix);
  try {
    const before = await storage.fill('large/', fileCount);
    const deleted = await checks.run(`the workflow deletes a folder of ${fileCount} files`, async () => {
      const change = await changed(api, 'delete', { items: [{ folder: 'large' }] });
      expectWhole(change);
      const left = await storage.current('large/');
      if (left.size > 0) throw new Error(`${left.size} files are left.`);
      return change;
    });
    if (deleted === undefined) return;
    await checks.run('and restores it with the same versions', async () => {
      expectWhole(await changed(api, 'restore', { change: deleted.changeId }));
      const after = await storage.current('large/');
      if (JSON.stringify([...after]) !== JSON.stringify([...before])) throw new Error('Other versions are there now.');
    });
  } finally {
    storage.close();
  }
}

function expectWhole({ state, doneCount, failedCount, failed }: Awaited<ReturnType<typeof changed>>): void {
  const got = { state, doneCount, failedCount };
  if (JSON.stringify(got) === JSON.stringify(whole)) return;
  throw new Error(`The change ended as ${JSON.stringify({ ...got, failed: failed.slice(0, 3) })}.`);
}
