/** Waits in milliseconds before a file is requested again. */
const waitsMs = [200, 800, 2_000];
/** A request that takes longer than this is given up. */
const patienceMs = 30_000;

const arrived = new Set<string>();

/** Name of the chunk that `load` imports, as the build writes it; `undefined` where there is no build, as in specs. */
export const chunkOf = (load: () => unknown): string | undefined =>
  /\bimport\(\s*["'`]\.\/(chunk-[\w-]+\.js)["'`]/.exec(load.toString())?.[1];

/**
 * Brings a chunk and everything that it imports into the cache of the browser. A browser never requests a module again
 * whose request failed once, nor any module that imports it, until the page is reloaded; `fetch()` may fail as often
 * as it likes. https://github.com/whatwg/html/issues/6768
 */
export async function fetchChunk(name: string, seen: Set<string> = new Set(initialChunks())): Promise<void> {
  if (seen.has(name) || arrived.has(name)) return;
  seen.add(name);
  const source = await fetchSource(name);
  await Promise.all(importsOf(source).map((each) => fetchChunk(each, seen)));
  arrived.add(name);
}

async function fetchSource(name: string): Promise<string> {
  const url = new URL(name, document.baseURI);
  for (const waitMs of waitsMs) {
    const source = await requestSource(url, waitMs === waitsMs[0] ? 'default' : 'reload');
    if (source !== undefined) return source;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  const source = await requestSource(url, 'reload');
  if (source === undefined) throw new Error(`${name} did not arrive.`);
  return source;
}

/** Resolves with `undefined` when there is no script: a server may answer with the start page of a newer version. */
async function requestSource(url: URL, cache: RequestCache): Promise<string | undefined> {
  try {
    const response = await fetch(url, { cache, signal: AbortSignal.timeout(patienceMs) });
    const isScript = /\bjavascript\b/.test(response.headers.get('content-type') ?? '');
    return response.ok && isScript ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

const importsOf = (source: string): readonly string[] =>
  Array.from(source.matchAll(/\b(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g), ([, name = '']) => name);

/** Returns the names of the chunks that were loaded with the page. */
const initialChunks = (): readonly string[] =>
  Array.from(document.querySelectorAll('link[rel=modulepreload], script[type=module]'), (it) =>
    (it.getAttribute('href') ?? it.getAttribute('src') ?? '').replace(/^\.?\//, ''),
  );
