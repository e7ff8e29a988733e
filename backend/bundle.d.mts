import type { BuildOptions, Message } from 'esbuild';

/** `PresignPut` → `presign-put`: the name of the handler's source, bundle and sample event. */
export function baseName(logicalId: string): string;

/** esbuild's options for any file that is to run as a Lambda: `<name>.ts` becomes `<outdir>/<name>.mjs`. */
export function bundleOptions(entryPoint: string, outdir: string): BuildOptions;

/** Bundles the handler of the template's function `logicalId` into `outDir`. Returns the path of its `.mjs`. */
export function bundle(logicalId: string, outDir: string): Promise<string>;

/** Bundles the same, and again at each change of a source file. Calls `onRebuilt` after every build, with its errors. */
export function watch(
  logicalId: string,
  outDir: string,
  onRebuilt: (errors: readonly Message[]) => void,
): Promise<{ close(): Promise<void> }>;
