import { setTimeout as pause } from 'node:timers/promises';

import { changeAnswer, listFilesAnswer, listTrashAnswer, listVersionsAnswer, type Change } from '@airlock/contract';
import * as v from 'valibot';

import { call, type Api } from './api-calls.ts';

type ChangeCall = 'delete' | 'restore' | 'purge' | 'move' | 'copy';

/** Asks for a change and returns it as the first answer says. */
export async function change(api: Api, operation: ChangeCall, request: object): Promise<Change> {
  const answer = await call(api, 'POST', `/files/${operation}`, request);
  return changeIn(answer, operation);
}

/** Returns a change as it is now. */
export async function showChange(api: Api, changeId: string): Promise<Change> {
  return changeIn(await call(api, 'GET', `/changes/${changeId}`), 'show');
}

async function changeIn(answer: Response, operation: string): Promise<Change> {
  if (!answer.ok) throw new Error(`${operation} was answered with ${answer.status}: ${await answer.text()}`);
  return v.parse(changeAnswer, await answer.json()).change;
}

/** Asks for a change and returns it as it is when it has ended. */
export async function changed(api: Api, operation: ChangeCall, request: object): Promise<Change> {
  return ended(api, await change(api, operation, request));
}

/** Longest time that a change of 10,000 files may take, in milliseconds. */
const longestChange = 300_000;

/** Returns the change as it is when it has ended. */
export async function ended(api: Api, change: Change): Promise<Change> {
  const shown = await endedWithin(api, change, { longestMs: longestChange, everyMs: 50 });
  if (shown.state === 'running') throw new Error(`The change still runs: ${JSON.stringify(shown)}`);
  return shown;
}

interface Waiting {
  readonly longestMs: number;
  /** Time between two looks. */
  readonly everyMs: number;
}

/** Returns the change as it is when it has ended, or as it is when the time is over. */
export async function endedWithin(api: Api, { changeId }: Change, { longestMs, everyMs }: Waiting): Promise<Change> {
  const deadline = performance.now() + longestMs;
  for (;;) {
    const shown = await showChange(api, changeId);
    if (shown.state !== 'running' || performance.now() > deadline) return shown;
    await pause(everyMs);
  }
}

/** Lists a folder; nothing when there is no such folder, as after everything in it was deleted. */
export async function listFolder(api: Api, folder = '') {
  const answer = await call(api, 'GET', `/files?folder=${encodeURIComponent(folder)}&limit=1000`);
  if (answer.status === 404) return { folders: [], files: [] };
  return v.parse(listFilesAnswer, await answer.json());
}

export async function listTrash(api: Api, folder = '') {
  const answer = await call(api, 'GET', `/files/trash?folder=${encodeURIComponent(folder)}`);
  return v.parse(listTrashAnswer, await answer.json());
}

export async function listVersions(api: Api, path: string) {
  const answer = await call(api, 'GET', `/files/versions?path=${encodeURIComponent(path)}`);
  return v.parse(listVersionsAnswer, await answer.json()).versions;
}
