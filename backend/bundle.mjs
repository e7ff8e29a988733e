/**
 * How a Lambda is bundled, in one place: `sam build` (through the Makefile), the local stack and the bench use it.
 *
 *   node backend/bundle.mjs PresignPut out/     writes out/presign-put.mjs and the files that it imports lazily
 *
 * This is plain JavaScript, so that it also runs on the Node 20 of a machine that has nothing installed yet.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, stop } from 'esbuild';

const backend = fileURLToPath(new URL('.', import.meta.url));

/**
 * Ends the process of esbuild, which otherwise holds half a gigabyte as long as this process lives. The next call of
 * `bundle` starts it again.
 */
export const endBundler = () => stop();

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
 * Keeps our own lazy imports lazy: a source that is imported with `import('./name.ts')` stays outside, as `name.mjs`
 * beside the bundle. Inside one file its imports of Node's modules would run at each start. esbuild's `splitting` would
 * also split the SDK, into thirty files.
 */
const keepLazy = {
  name: 'keep-lazy',
  setup: (it) =>
    it.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import'
        ? { path: path.replace(/ts$/, 'mjs'), external: true, watchFiles: [join(resolveDir, path)] }
        : undefined,
    ),
};

const optionsOf = (entryPoints, outDir, sourcemap = false) => ({
  sourcemap,
  ...bundleOptions('', outDir),
  entryPoints,
  metafile: true,
  plugins: [keepLazy],
});

/** The sources that finished bundles still import lazily, each to be bundled beside it: what esbuild has shaken off does not count. */
function lazySources({ inputs, outputs }, outDir) {
  return Object.entries(outputs).flatMap(([bundle, output]) => {
    const kept = new Set(output.imports.map(({ path }) => path));
    return Object.keys(output.inputs).flatMap((file) =>
      inputs[file].imports
        .filter(({ external, path }) => external && path.startsWith('./') && kept.has(path))
        .map(({ path }) => ({
          in: join(dirname(file), path.replace(/mjs$/, 'ts')),
          out: join(relative(outDir, dirname(bundle)), path.replace(/\.mjs$/, '')),
        })),
    );
  });
}

async function bundleLazySources(metafile, outDir, sourcemap) {
  const sources = lazySources(metafile, outDir);
  if (sources.length > 0) await bundleFiles(sources, outDir, sourcemap);
}

/** Bundles each source `in` as the file `out`. esbuild reads a source once for all of them. */
async function bundleFiles(entryPoints, outDir, sourcemap) {
  const { metafile } = await build(optionsOf(entryPoints, outDir, sourcemap));
  await bundleLazySources(metafile, outDir, sourcemap);
}

const handlerOf = (logicalId) => join(backend, 'src/handlers', `${baseName(logicalId)}.ts`);

/**
 * Bundles the handler of the template's function `logicalId` into `outDir`. A source map is written beside each file only when
 * asked for: `linked` tells debuggers of it, `external` leaves the bundle as it is deployed.
 * @param {'linked' | 'external'} [sourcemap]
 * @returns {Promise<string>} path of the written `.mjs`
 */
export async function bundle(logicalId, outDir, sourcemap) {
  const out = baseName(logicalId);
  await bundleFiles([{ in: handlerOf(logicalId), out }], outDir, sourcemap);
  return join(outDir, `${out}.mjs`);
}

/**
 * Bundles many functions as `bundle` does, each into a folder of its own below `directory`, which is named like the function.
 * All of them together take a third of the time of a call of `bundle` for each.
 * @param {'linked' | 'external'} [sourcemap]
 */
export function bundleAll(logicalIds, directory, sourcemap) {
  const handlers = logicalIds.map((id) => ({ in: handlerOf(id), out: join(id, baseName(id)) }));
  return bundleFiles(handlers, directory, sourcemap);
}

/**
 * Bundles the handler of one function, and again at each change of a source file. Calls `onRebuilt(errors)` after every build, with
 * esbuild's error messages; without any the bundle is new. Debuggers find a source map.
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function watch(logicalId, outDir, onRebuilt) {
  await mkdir(outDir, { recursive: true });
  const report = {
    name: 'report',
    setup: (it) =>
      it.onEnd(async ({ errors, metafile }) => {
        const lazyErrors = metafile === undefined ? [] : await errorsOf(bundleLazySources(metafile, outDir, 'linked'));
        await onRebuilt([...errors, ...lazyErrors]);
      }),
  };
  const options = optionsOf([handlerOf(logicalId)], outDir, 'linked');
  const building = await context({ ...options, plugins: [...options.plugins, report] });
  await building.watch();
  return { close: () => building.dispose() };
}

/** The errors of a build that may fail. */
async function errorsOf(building) {
  try {
    await building;
    return [];
  } catch (failure) {
    if (failure?.errors === undefined) throw failure;
    return failure.errors;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [logicalId, outDir] = process.argv.slice(2);
  if (logicalId === undefined || !outDir) {
    console.error('Usage: node backend/bundle.mjs <logical id of the function> <folder to write to>');
    process.exit(2);
  }
  await bundle(logicalId, outDir);
}
