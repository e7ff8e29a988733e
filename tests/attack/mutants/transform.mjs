import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import swc from '@swc/jest';

/**
 * Jest's transform with one text of one file replaced: the file itself is never touched. The bundler, which reads
 * sources for itself, is given a plugin that does the same; where no function changes, the bundles of all such mutants.
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
      // With the source of this transform: what an earlier one made is not to be found in Jest's cache.
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

/** Swc would take the mutant for an option of its own. */
const plain = (options) => ({ ...options, transformerConfig: {} });

/** Instead of building, as source. */
const copying =
  "(await import('node:fs/promises')).cp(join(process.env.MUTANT_BUNDLES, logicalId), outDir, { recursive: true })";

/** An esbuild plugin, as source. */
function pluginOf(file, mutated) {
  const contents = JSON.stringify(mutated(readFileSync(file, 'utf8'), file));
  return `{
    name: 'mutant',
    setup: (it) => it.onLoad({ filter: /\\.ts$/ }, ({ path }) =>
      path === ${JSON.stringify(file)} ? { contents: ${contents}, loader: 'ts' } : undefined),
  }`;
}
