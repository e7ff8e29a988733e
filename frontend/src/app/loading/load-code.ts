import { chunkOf, fetchChunk } from './chunks.ts';

/** Says that a part of the app did not arrive. */
export class CodeUnavailable extends Error {
  override readonly name = 'CodeUnavailable';
  /** Whether the server has another version of the app by now: parts of this one may be gone for good. */
  readonly isOutdated: boolean;

  constructor(isOutdated: boolean, cause: unknown) {
    super('A part of the app did not arrive.', { cause });
    this.isOutdated = isOutdated;
  }
}

/**
 * Loads a part of the app with `load`, a function that does nothing but `import()`. Requests it several times before it
 * rejects, with `CodeUnavailable`; it can be called again then. Lint allows `import()` nowhere else.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    const chunk = chunkOf(load);
    if (chunk !== undefined) await fetchChunk(chunk);
    return await load();
  } catch (error) {
    throw new CodeUnavailable(await isOutdated(), error);
  }
}

/** Returns whether the start page on the server starts another script than this page did. */
async function isOutdated(): Promise<boolean> {
  const script = document.querySelector('script[type=module][src*=main]')?.getAttribute('src');
  try {
    const response = await fetch(document.baseURI, { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    return response.ok && !!script && !(await response.text()).includes(script);
  } catch {
    return false;
  }
}
