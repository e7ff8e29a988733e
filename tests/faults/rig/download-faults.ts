import { canned } from '../proxy/fault.ts';
import { nth } from '../proxy/rule.ts';
import type { DownloadScene } from './download-scene.ts';

export const busy = { kind: 'answer', with: canned.s3Error(503, 'SlowDown') } as const;
export const expired = { kind: 'answer', with: canned.s3Error(403, 'AccessDenied') } as const;

/** Cuts the first answer with the film, and holds the next one until `changed` has happened to the file. */
export async function whileBroken(download: DownloadScene, changed: () => Promise<void>): Promise<void> {
  const { scene, film, filmName } = download;
  const afterBytes = scene.pick(1, film.length - 1);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  download.rule(filmName, nth(1), { kind: 'cut', side: 'answer', afterBytes, by: 'fin' });
  download.rule(filmName, nth(2), { ...busy, after: promise });
  await download.start();
  await download.hits();
  await changed();
  resolve(undefined);
}

/** Does something while the film is on its way, which stays slow until that is done. */
export async function whileSlow(download: DownloadScene, act: () => Promise<void>): Promise<void> {
  const bytesPerSecond = 1024 * download.scene.pick(160, 256);
  const { promise: until, resolve } = Promise.withResolvers<undefined>();
  download.rule(download.filmName, () => true, { kind: 'limit', side: 'answer', bytesPerSecond, until });
  await download.start();
  await download.says(/ of \d/);
  await act();
  resolve(undefined);
}
