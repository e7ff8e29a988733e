import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import swc from '@swc/jest';

/**
 * The transform of Jest with one text of one file replaced; the file itself is never changed. The bundler reads sources
 * itself, so it gets a plugin that does the same. Mutants that change no function share bundles that are built once.
 */
export default {
  createTransformer({ file, from, to }) {
    const inner = swc.createTransformer();
    const mutated = (text, path) => (path === file ? text.replace(from, () => to) : text);
    const bundler = (text) =>
      /\/(?:backend|contract)\/src\//.test(file)
        ? text.replace('plugins: [keepLazy],', () => `plugins: [keepLazy, ${pluginOf(file, mutated)}],`)
        : text.replace('await bundleFile(', () => `await ${copying}; void (`);
    const mark = createHash('sha256')
      // The key includes the source of this transform, so that Jest's cache returns no result of an earlier version.
      .update(JSON.stringify([file, from, to, readFileSync(import.meta.filename, 'utf8')]))
      .digest('hex');
    return {
      canInstrument: false,
      process: (text, path, options) =>
        isBundler(path) ? { code: bundler(text) } : inner.process(mutated(text, path), path, plain(options)),
      processAsync: async (text, path, options) =>
        isBundler(path) ? { code: bundler(text) } : inner.processAsync(mutated(text, path), path, plain(options)),
      getCacheKey: (text, path, options) =>
        `${path === file || isBundler(path) ? mark : ''}${inner.getCacheKey(text, path, plain(options))}`,
    };
  },
};

const isBundler = (path) => path.endsWith('/backend/bundle.mjs');

/** Returns the options without the mutant, because Swc would take it for an option of its own. */
const plain = (options) => ({ ...options, transformerConfig: {} });

/** Source of the call that copies a finished bundle instead of building it. */
const copying =
  "(await import('node:fs/promises')).cp(join(process.env.MUTANT_BUNDLES, logicalId), outDir, { recursive: true })";

/** Returns the source of an esbuild plugin that gives the bundler the mutated content of `file`. */
function pluginOf(file, mutated) {
  const contents = JSON.stringify(mutated(readFileSync(file, 'utf8'), file));
  return `{
    name: 'mutant',
    setup: (it) => it.onLoad({ filter: /\\.ts$/ }, ({ path }) =>
      path === ${JSON.stringify(file)} ? { contents: ${contents}, loader: 'ts' } : undefined),
  }`;
}
