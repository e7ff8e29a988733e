import type { ActiveRule } from '../proxy/rule.ts';
import { nth } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { partAttempts, requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

interface HeldPart {
  readonly hit: ActiveRule['hit'];
  readonly release: () => void;
}

/** Holds the answer to one part of the next upload that is started, so that others can act before it is complete. */
function holdOnePart(scene: Scene): HeldPart {
  const before = new Set(partAttempts(scene.s3.exchanges).map(({ uploadId }) => uploadId));
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  const { hit } = scene.s3.add({
    where: (exchange) => requests.part(exchange) && !before.has(exchange.query.get('uploadId') ?? ''),
    which: nth(scene.pick(1, scene.partCount)),
    fault: { kind: 'hold-answer', until },
  });
  return { hit, release };
}

async function replace(scene: Scene): Promise<void> {
  await scene.says('A file with this name already exists');
  await scene.page.getByRole('button', { name: `Replace: ${scene.fileName}` }).click();
}

/** Faults in which others write or delete the file of the name that an upload is sent to. S3 then takes it no more. */
export const changedNames: readonly FaultCase[] = [
  {
    name: 'name written and deleted while it is sent',
    outcome: 'stored',
    versionsOfOthers: 2,
    run: async (scene) => {
      const { fileName, rig } = scene;
      const first = holdOnePart(scene);
      await scene.chooseFile();
      await first.hit();
      await rig.storage.write(fileName, 'theirs');
      await rig.storage.remove(fileName);
      const second = holdOnePart(scene);
      first.release();
      await scene.says('Sending again');
      second.release();
      await scene.isVerified();
    },
  },
  {
    name: 'version to replace replaced while it is sent',
    outcome: 'stored',
    versionsOfOthers: 2,
    run: async (scene) => {
      const { fileName, rig } = scene;
      const first = holdOnePart(scene);
      await scene.chooseFile();
      await first.hit();
      const etag = await rig.storage.write(fileName, 'theirs');
      const second = holdOnePart(scene);
      first.release();
      await replace(scene);
      await scene.says('Sending again');
      await rig.storage.write(fileName, 'theirs again', etag);
      second.release();
      await replace(scene);
      await scene.isVerified();
    },
  },
];
