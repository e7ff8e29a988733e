import type { BuildOptions, Message } from 'esbuild';

/** `PresignPut` → `presign-put`: the name of the handler's source, bundle and sample event. */
export function baseName(logicalId: string): string;

/** esbuild's options for any file that is to run as a Lambda: `<name>.ts` becomes `<outdir>/<name>.mjs`. */
export function bundleOptions(entryPoint: string, outdir: string): BuildOptions;

/**
 * Bundles the handler of the template's function `logicalId` into `outDir` and returns the path of its `.mjs`. A source map is
 * written beside each file only when asked for: `linked` tells debuggers of it, `external` leaves the bundle as it is deployed.
 */
export function bundle(logicalId: string, outDir: string, sourcemap?: 'linked' | 'external'): Promise<string>;

/**
 * Bundles many functions as `bundle` does, each into a folder of its own below `directory`, which is named like the function. All of
 * them together take a third of the time of a call of `bundle` for each.
 */
export function bundleAll(
  logicalIds: readonly string[],
  directory: string,
  sourcemap?: 'linked' | 'external',
): Promise<void>;

/** Bundles the handler of one function, and again at each change of a source file. Calls `onRebuilt` after every build, with its errors. */
export function watch(
  logicalId: string,
  outDir: string,
  onRebuilt: (errors: readonly Message[]) => void,
): Promise<{ close(): Promise<void> }>;

/** Ends the process of esbuild; the next call of `bundle` starts it again. No build may be under way. */
export function endBundler(): Promise<void>;
