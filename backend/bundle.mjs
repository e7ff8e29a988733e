/**
 * How a Lambda is bundled, once: used by `sam build` (through the Makefile), the local stack and the bench.
 *
 *   node backend/bundle.mjs PresignPut out/     writes out/presign-put.mjs and what it loads later
 *
 * Plain JavaScript, so that it also runs on the Node 20 of a machine that has nothing installed yet.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const backend = fileURLToPath(new URL('.', import.meta.url));

/** `PresignPut` → `presign-put`: the name of the handler's source, bundle and sample event. */
export const baseName = (logicalId) => logicalId.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** esbuild's options for any file that is to run as a Lambda: `<name>.ts` becomes `<outdir>/<name>.mjs`. */
export const bundleOptions = (entryPoint, outdir) => ({
  entryPoints: [entryPoint],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Without this order esbuild takes the CommonJS build of the AWS SDK, which neither shakes nor loads as ESM.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
});

/**
 * Our own lazy imports stay what they are, of files beside the handler: inside one file their imports of Node's modules
 * would run at each start. esbuild's `splitting` would also split the SDK, into thirty files.
 */
const keepLazy = {
  name: 'keep-lazy',
  setup: (it) =>
    it.onResolve({ filter: /^\.\/(?:verify-token|assume-role)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'mjs'), external: true } : undefined,
    ),
};

/** What a handler may load later: the check of a token, and in what signs URLs the sessions of callers. */
const loadedLater = (logicalId) => [
  'src/http/verify-token.ts',
  ...(logicalId.startsWith('Presign') ? ['src/s3/assume-role.ts'] : []),
];

const optionsOf = (logicalId, outDir, sourcemap = false) => ({
  sourcemap,
  ...bundleOptions(join(backend, 'src/handlers', `${baseName(logicalId)}.ts`), outDir),
  entryPoints: [`src/handlers/${baseName(logicalId)}.ts`, ...loadedLater(logicalId)].map((file) => join(backend, file)),
  entryNames: '[name]',
  plugins: [keepLazy],
});

/**
 * Bundles the handler of the template's function `logicalId` into `outDir`. A source map is written beside each file only when
 * asked for: `linked` tells debuggers of it, `external` leaves the bundle as it is deployed.
 * @param {'linked' | 'external'} [sourcemap]
 * @returns {Promise<string>} path of the written `.mjs`
 */
export async function bundle(logicalId, outDir, sourcemap) {
  await mkdir(outDir, { recursive: true });
  await build(optionsOf(logicalId, outDir, sourcemap));
  return join(outDir, `${baseName(logicalId)}.mjs`);
}

/**
 * The same, again at each change of a source file. `onRebuilt(errors)` is called after every build, with esbuild's
 * error messages (none: the bundle is new). Debuggers find a source map.
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function watch(logicalId, outDir, onRebuilt) {
  await mkdir(outDir, { recursive: true });
  const report = { name: 'report', setup: (it) => it.onEnd(({ errors }) => onRebuilt(errors)) };
  const building = await context({ ...optionsOf(logicalId, outDir, 'linked'), plugins: [keepLazy, report] });
  await building.watch();
  return { close: () => building.dispose() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [logicalId, outDir] = process.argv.slice(2);
  if (logicalId === undefined || !outDir) {
    console.error('Usage: node backend/bundle.mjs <logical id of the function> <folder to write to>');
    process.exit(2);
  }
  await bundle(logicalId, outDir);
}
