import { nth, upTo } from '../proxy/rule.ts';
import { busy, expired, whileBroken, whileSlow } from '../rig/download-faults.ts';
import { endSession } from '../rig/end-session.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { FilmScene } from '../rig/film-scene.ts';

/** The most bytes of an answer that is cut. A film is longer than all of them. */
const mostCutBytes = 1024 ** 2;

/** A case of a large file. No upload takes part, so nothing may be stored under the name of the scene's file. */
const filmCase = (name: string, run: (film: FilmScene) => Promise<void>): FaultCase => ({
  name: `a large file and ${name}`,
  outcome: 'nothing',
  run: async (scene) => {
    const film = new FilmScene(scene);
    await film.prepare();
    await run(film);
  },
});

/**
 * Starts the download, and cuts the answer to a request, counted from 1, when some of it has arrived. What nobody has read yet when
 * a line breaks, the browser throws away.
 */
async function startAndCut(film: FilmScene, occurrence = 1): Promise<void> {
  const { promise: after, resolve } = Promise.withResolvers<undefined>();
  const afterBytes = film.scene.pick(1, mostCutBytes);
  film.rule(film.filmName, nth(occurrence), { kind: 'cut', side: 'answer', afterBytes, by: 'fin', after });
  await film.start();
  await film.says(/ of \d/);
  resolve(undefined);
}

export const filmDownloadFaults: readonly FaultCase[] = [
  filmCase('cut lines', async (film) => {
    for (const occurrence of [2, 3]) {
      const afterBytes = film.scene.pick(1, mostCutBytes);
      film.rule(film.filmName, nth(occurrence), { kind: 'cut', side: 'answer', afterBytes, by: 'rst' });
    }
    await startAndCut(film);
    await film.arrives();
    film.goesOn();
  }),
  filmCase('a busy S3', async (film) => {
    const busyFirst = film.scene.pick(1, 3);
    film.rule(film.filmName, upTo(busyFirst), busy);
    film.rule(film.filmName, nth(busyFirst + 2), busy);
    await startAndCut(film, busyFirst + 1);
    await film.arrives();
    film.goesOn();
  }),
  filmCase('expired URLs', async (film) => {
    film.rule(film.filmName, nth(1, 3), expired);
    await startAndCut(film, 2);
    await film.arrives();
    film.goesOn();
  }),
  filmCase('one byte flipped in the rest after a cut line', async (film) => {
    const atByte = film.scene.pick(0, film.film.length - mostCutBytes - 1);
    film.rule(film.filmName, nth(2), { kind: 'flip', side: 'answer', atByte });
    await startAndCut(film);
    await film.arrives({ missing: { [film.filmName]: 'The data that arrived differs' } });
    await film.again();
    await film.arrives();
  }),
  filmCase('deleted while its line is broken', async (film) => {
    await whileBroken(film, () => film.scene.rig.storage.remove(film.filmName));
    await film.arrives({ missing: { [film.filmName]: 'It no longer exists.' } });
  }),
  filmCase('replaced while its line is broken', async (film) => {
    const newer = Buffer.from(film.film).reverse();
    await whileBroken(film, () => film.scene.rig.storage.replace(film.filmName, newer));
    await film.arrives({ missing: { [film.filmName]: 'The file was replaced while it was downloaded.' } });
    await film.again();
    await film.arrives({ replaced: { [film.filmName]: newer } });
  }),
  filmCase('a session that ends while its line is broken', async (film) => {
    const ended = await endSession(film.scene, '/api/files/presign-get', (call) => call > 1);
    await startAndCut(film);
    await ended.signInAgain();
    await film.arrives();
    film.goesOn();
  }),
  filmCase('a reload of the page', async (film) => {
    await whileSlow(film, () => film.reload());
    await film.arrives();
  }),
];
