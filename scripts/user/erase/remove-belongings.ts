import { StopExecutionCommand } from '@aws-sdk/client-sfn';

import { PlainError } from '../plain-error.ts';
import { allVersions, pageLimit, recordsPrefix, type Belongings } from './belongings.ts';
import type { Stores } from './find-stores.ts';

type Report = (removed: number) => void;

/**
 * Removes everything of a person once: stops changes that run, frees unfinished uploads, removes all versions and
 * deletions. What it has removed when it is killed is gone, and the next call goes on. Returns how much there was.
 */
export async function removeBelongings(
  stores: Stores,
  sub: string,
  all: readonly Belongings[],
  report: Report,
): Promise<number> {
  let removed = 0;
  const add = (count: number): void => report((removed += count));
  // A change that went on would restore or record something after it was removed.
  for (const it of all.filter(({ prefix }) => prefix === recordsPrefix(sub))) await stopChanges(stores, it);
  for (const it of all) await freeUploads(it, add);
  for (const it of all) await removeVersions(it, add);
  return removed;
}

/** Stops the workflow of each recorded change. Its name is the id of the change; most have none, or it has ended. */
async function stopChanges({ sfn, changesStateMachineArn }: Stores, { versions, prefix }: Belongings): Promise<void> {
  const executions = changesStateMachineArn.replace(':stateMachine:', ':execution:');
  for await (const { key } of allVersions(versions, prefix)) {
    const changeId = key.slice(prefix.length).replace(/\.json$/, '');
    const stop = new StopExecutionCommand({
      executionArn: `${executions}:${changeId}`,
      cause: 'The person is erased.',
    });
    await sfn.send(stop).catch(passOverEnded);
  }
}

function passOverEnded(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ExecutionDoesNotExist')) throw error;
}

/** Frees uploads until there are none. A part that arrives meanwhile can keep one, so the first page is asked again. */
async function freeUploads({ uploads, prefix }: Belongings, add: Report): Promise<void> {
  let open = (await uploads?.list({ prefix }))?.uploads ?? [];
  while (uploads !== undefined && open.length > 0) {
    for (const upload of open) await uploads.abort(upload);
    add(open.length);
    open = (await uploads.list({ prefix })).uploads;
  }
}

/** Removes versions until there are none. It always asks for the first page, so it can be killed at any moment. */
async function removeVersions({ versions, prefix }: Belongings, add: Report): Promise<void> {
  for (;;) {
    const page = await versions.listVersions({ prefix, limit: pageLimit });
    if (page.versions.length === 0) return;
    const left = await versions.removeVersions(page.versions);
    if (left.some(({ isRefused }) => isRefused === true)) {
      throw new PlainError('S3 does not allow to remove a version: it may be locked, or your role may not do it.');
    }
    if (left.length === page.versions.length) {
      throw new PlainError('S3 asks for a pause: run the same command again in a minute, and it goes on.');
    }
    add(page.versions.length - left.length);
  }
}
