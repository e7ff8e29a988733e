import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

// The module notes what came with the page when it is loaded.
performance.getEntriesByType = () =>
  [
    { name: 'https://airlock.test/styles.css' },
    { name: 'https://airlock.test/chunk-INITIAL1.js' },
  ] as PerformanceEntryList;
const { loadCode } = await import('./load-code.ts');

/** Answers by the names of files; a function may answer differently each time. */
const answers = new Map<string, () => Promise<Response>>();
const asked: string[] = [];
const real = globalThis.fetch;
let visits = 0;

const script = (source: string) => () => Promise.resolve(answer(200, source, 'text/javascript;charset=utf-8'));
const html = (source: string) => () => Promise.resolve(answer(200, source, 'text/html'));
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const answer = (status: number, body: string, type: string) =>
  ({
    ok: status === 200,
    headers: new Headers({ 'content-type': type }),
    text: () => Promise.resolve(body),
  }) as unknown as Response;
/** Fails as often as there are other answers. */
const after = (first: readonly (() => Promise<Response>)[], last: () => Promise<Response>) => {
  const left = [...first];
  return () => (left.shift() ?? last)();
};
/** A function like those of the build, which name the file of a chunk. */
const loadOf = (chunk: string, load = jest.fn(() => Promise.resolve('module'))) =>
  Object.assign(load, { toString: () => `()=>import("./${chunk}")` });

let chunk: string;

beforeEach(() => {
  jest.useFakeTimers();
  asked.length = 0;
  answers.clear();
  chunk = `chunk-AAAAAA${(visits += 1) + 10}.js`;
  document.head.replaceChildren(
    Object.assign(document.createElement('script'), { type: 'module', src: 'main-OLDOLD11.js' }),
  );
  globalThis.fetch = ((url: URL | string) => {
    const name = new URL(url).pathname.slice(1);
    asked.push(name);
    return (answers.get(name) ?? lost)();
  }) as typeof fetch;
  answers.set('', html('<script src="main-OLDOLD11.js" type="module"></script>'));
});
afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = real;
});

async function outcome(load: () => Promise<unknown>): Promise<unknown> {
  const settled = loadCode(load).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(10_000);
  return settled;
}

describe('loadCode', () => {
  it('imports a chunk only after it and what it imports have arrived, and leaves out what is there', async () => {
    const load = loadOf(chunk);
    const dependency = `chunk-DEP${visits}AAA.js`;
    answers.set(
      chunk,
      script(`import{a}from"./chunk-INITIAL1.js";import{b}from"./${dependency}";import("./later.js")`),
    );
    answers.set(dependency, after([lost, html('<p>')], script(`import"./${chunk}"`)));
    await expect(outcome(load)).resolves.toBe('module');
    expect(asked).toEqual([chunk, dependency, dependency, dependency]);
    expect(load).toHaveBeenCalledTimes(1);
    await outcome(load);
    expect(asked).toHaveLength(4);
  });

  it('requests a chunk once for all that need it at the same time', async () => {
    const [other, shared] = [`chunk-OTHER${visits}A.js`, `chunk-SHARED${visits}.js`];
    const loads = [chunk, other].map((name) => loadOf(name));
    for (const name of [chunk, other]) answers.set(name, script(`import"./${shared}"`));
    answers.set(shared, after([lost], script('export{}')));
    await Promise.all(loads.map((load) => outcome(load)));
    expect(asked.toSorted()).toEqual([chunk, other, shared, shared].toSorted());
    for (const load of loads) expect(load).toHaveBeenCalledTimes(1);
  });

  it('imports nothing of a chunk that others requested and that did not arrive, until it does', async () => {
    const [other, shared] = [`chunk-OTHER${visits}A.js`, `chunk-SHARED${visits}.js`];
    const loads = [chunk, other].map((name) => loadOf(name));
    for (const name of [chunk, other]) answers.set(name, script(`import"./${shared}"`));
    const outcomes = await Promise.all(loads.map((load) => outcome(load)));
    expect(outcomes).toMatchObject([{ name: 'CodeUnavailable' }, { name: 'CodeUnavailable' }]);
    for (const load of loads) expect(load).not.toHaveBeenCalled();
    answers.set(shared, script('export{}'));
    await expect(Promise.all(loads.map((load) => outcome(load)))).resolves.toEqual(['module', 'module']);
  });

  it('does not import what did not arrive, so that it can be loaded later', async () => {
    const load = loadOf(chunk);
    await expect(outcome(load)).resolves.toMatchObject({ name: 'CodeUnavailable', isOutdated: false });
    expect([load.mock.calls.length, asked]).toEqual([0, [chunk, chunk, chunk, chunk, '']]);
    answers.set(chunk, script('export{}'));
    await expect(outcome(load)).resolves.toBe('module');
  });

  it.each([
    ['is missing', () => Promise.resolve(answer(404, '', 'text/html'))],
    ['is the start page of a newer version', html('<!doctype html>')],
  ])('says that the app was updated when a chunk %s', async (_how, gone) => {
    answers.set(chunk, gone);
    answers.set('', html('<script src="main-NEWNEW22.js" type="module"></script>'));
    await expect(outcome(loadOf(chunk))).resolves.toMatchObject({ isOutdated: true });
  });

  it('tells of a module that arrives and fails', async () => {
    answers.set(chunk, script('export{}'));
    const load = loadOf(
      chunk,
      jest.fn(() => Promise.reject(new Error('broken'))),
    );
    await expect(outcome(load)).resolves.toMatchObject({ name: 'CodeUnavailable', cause: { message: 'broken' } });
  });
});
