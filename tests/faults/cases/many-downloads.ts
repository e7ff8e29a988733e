import { nth, upTo } from '../proxy/rule.ts';
import { ArchiveScene } from '../rig/archive-scene.ts';
import { busy, expired, whileBroken, whileSlow } from '../rig/download-faults.ts';
import { endSession } from '../rig/end-session.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { FolderScene } from '../rig/folder-scene.ts';
import type { Scene } from '../rig/scene.ts';
import type { TreeScene } from '../rig/tree-scene.ts';

interface TreeFault<T extends TreeScene = TreeScene> {
  readonly name: string;
  readonly run: (tree: T) => Promise<void>;
}

/** What may happen to many files, whatever is made of them. */
const treeFaults: readonly TreeFault[] = [
  {
    name: 'cut lines',
    run: async (tree) => {
      for (const name of tree.names.slice(1)) {
        const afterBytes = tree.scene.pick(1, tree.sizeOf(name) - 1);
        tree.rule(name, nth(1), { kind: 'cut', side: 'answer', afterBytes, by: 'fin' });
      }
      await tree.start();
      await tree.arrives();
    },
  },
  {
    name: 'a busy S3',
    run: async (tree) => {
      for (const name of tree.names) tree.rule(name, upTo(tree.scene.pick(1, 3)), busy);
      await tree.start();
      await tree.arrives();
    },
  },
  {
    name: 'expired URLs',
    run: async (tree) => {
      for (const name of tree.names) tree.rule(name, nth(1), expired);
      await tree.start();
      await tree.arrives();
    },
  },
  {
    name: 'one byte flipped in each file',
    run: async (tree) => {
      for (const name of tree.names) {
        const atByte = tree.scene.pick(0, tree.sizeOf(name) - 1);
        tree.rule(name, nth(1), { kind: 'flip', side: 'answer', atByte });
      }
      await tree.start();
      await tree.arrives();
    },
  },
  {
    name: 'bytes that are always wrong',
    run: async (tree) => {
      for (const name of ['b.bin', tree.filmName]) {
        const atByte = tree.scene.pick(0, tree.sizeOf(name) - 1);
        tree.rule(name, () => true, { kind: 'flip', side: 'answer', atByte });
      }
      await tree.start();
      await tree.arrives({
        missing: { 'b.bin': 'The data that arrived', [tree.filmName]: 'The data that arrived' },
      });
    },
  },
  {
    name: 'a file that is deleted while its line is broken',
    run: async (tree) => {
      await whileBroken(tree, () => tree.scene.rig.storage.remove(tree.filmName));
      await tree.arrives({ missing: { [tree.filmName]: 'It no longer exists.' } });
    },
  },
  {
    name: 'a file that is replaced while its line is broken',
    run: async (tree) => {
      const newer = Buffer.from(tree.film).reverse();
      await whileBroken(tree, () => tree.scene.rig.storage.replace(tree.filmName, newer));
      await tree.arrives({ replaced: { [tree.filmName]: newer } });
    },
  },
  {
    name: 'an ended session',
    run: async (tree) => {
      const ended = await endSession(tree.scene, '/api/files/presign-get-batch');
      const started = tree.start();
      await ended.signInAgain();
      await started;
      await tree.arrives();
    },
  },
  {
    name: 'a reload of the page',
    run: async (tree) => {
      await whileSlow(tree, () => tree.reload());
      await tree.arrives();
    },
  },
];

const folderFaults: readonly TreeFault<FolderScene>[] = [
  {
    name: 'a full disk',
    run: async (folder) => {
      const wholeBytes = folder.names.reduce((sum, name) => sum + folder.sizeOf(name), 0);
      const giveRoom = await folder.fillDisk(folder.scene.pick(0, wholeBytes - 1));
      await folder.start();
      await folder.says('The disk is full.');
      await folder.hasNoWrongFile();
      await giveRoom();
      await folder.again();
      await folder.arrives();
    },
  },
];

/** Makes a case of a download. No upload takes part, so nothing may be stored under the name of the scene's file. */
const caseOf = <T extends TreeScene>(
  what: string,
  treeOf: (scene: Scene) => T,
  { name, run }: TreeFault<T>,
): FaultCase => ({
  name: `${what} and ${name}`,
  outcome: 'nothing',
  run: async (scene) => {
    const tree = treeOf(scene);
    await tree.prepare();
    await run(tree);
  },
});

export const manyDownloadFaults: readonly FaultCase[] = [
  ...treeFaults.map((fault) => caseOf<TreeScene>('an archive', (scene) => new ArchiveScene(scene), fault)),
  ...[...treeFaults, ...folderFaults].map((fault) =>
    caseOf('a folder on the disk', (scene) => new FolderScene(scene), fault),
  ),
];
