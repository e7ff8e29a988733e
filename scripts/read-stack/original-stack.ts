import { originalPositionFor } from '@jridgewell/trace-mapping';

import type { SourceMaps } from './source-maps.ts';

/** A place in a bundle: `file:///var/task/presign-put.mjs:3:1234`, in a line of text or within a JSON log line. */
const place = /(?:file:\/\/)?\/[^\s"'()]*?\/?([\w-]+)\.mjs:(\d+):(\d+)/g;

/**
 * Replaces each place in a bundle by the place in the source, such as `backend/src/files/presign-put.ts:21:9`. Everything else
 * stays as it is, so that the text may be a stack, a log line or a whole log.
 */
export function originalStack(text: string, maps: SourceMaps): string {
  return text.replaceAll(place, (found: string, bundle: string, line: string, column: string) => {
    const map = maps.get(bundle);
    if (map === undefined) return found;
    // V8 counts columns from 1, source maps from 0.
    const original = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
    return original.source === null ? found : `${original.source}:${original.line}:${original.column + 1}`;
  });
}
