/** Waits in milliseconds before a file is requested again. */
const waitsMs = [200, 800, 2_000];
/** A request that takes longer than this is given up. */
const patienceMs = 30_000;

/**
 * Names of the files that came with the page. The page's script imports this module, and a module runs only when everything that the
 * page's script imports has arrived.
 */
const cameWithPage: readonly string[] = performance
  .getEntriesByType('resource')
  .map(({ name }) => name.slice(name.lastIndexOf('/') + 1));

/** What each chunk imports, for the chunks that have arrived or are on their way. */
const imported = new Map<string, Promise<readonly string[]>>();

/** Name of the chunk that `load` imports, as the build writes it; `undefined` where there is no build, as in specs. */
export const chunkOf = (load: () => unknown): string | undefined =>
  /\bimport\(\s*["'`]\.\/(chunk-[\w-]+\.js)["'`]/.exec(load.toString())?.[1];

/**
 * Brings a chunk and everything that it imports into the cache of the browser. A browser never requests a module again
 * whose request failed once, nor any module that imports it, until the page is reloaded; `fetch()` may fail as often
 * as it likes. https://github.com/whatwg/html/issues/6768
 */
export async function fetchChunk(name: string, seen: Set<string> = new Set(cameWithPage)): Promise<void> {
  if (seen.has(name)) return;
  seen.add(name);
  const names = await importsIn(name);
  await Promise.all(names.map((each) => fetchChunk(each, seen)));
}

/** Returns what a chunk imports. Parts of the app that need the same chunk at the same time share its request. */
function importsIn(name: string): Promise<readonly string[]> {
  const known = imported.get(name);
  if (known !== undefined) return known;
  const names = fetchSource(name).then(importsOf);
  imported.set(name, names);
  // A chunk that did not arrive is requested again when it is needed again.
  names.catch(() => imported.delete(name));
  return names;
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
