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
        ? text.replace(
            'plugins: [keepLazy],',
            () => `plugins: [keepLazy, ${pluginOf(file, mutated)}], sourcemap: false,`,
          )
        : text.replace('return bundleFiles(handlers,', () => `return ${copying}; void (`);
    const change = (text, path) => (isBuilds(path) ? withOwnBundles(text) : mutated(text, path));
    const isMarked = (path) => path === file || isBundler(path) || isBuilds(path);
    const mark = createHash('sha256')
      // The key includes the source of this transform and of the file, which the bundler gets whole, so that Jest's cache
      // returns no result of an earlier version.
      .update(JSON.stringify([file, from, to, ...[file, import.meta.filename].map((it) => readFileSync(it, 'utf8'))]))
      .digest('hex');
    return {
      canInstrument: false,
      process: (text, path, options) =>
        isBundler(path) ? { code: bundler(text) } : inner.process(change(text, path), path, plain(options)),
      processAsync: async (text, path, options) =>
        isBundler(path) ? { code: bundler(text) } : inner.processAsync(change(text, path), path, plain(options)),
      getCacheKey: (text, path, options) =>
        `${isMarked(path) ? mark : ''}${inner.getCacheKey(text, path, plain(options))}`,
    };
  },
};

const isBundler = (path) => path.endsWith('/backend/bundle.mjs');

const isBuilds = (path) => path.endsWith('/local/builds.ts');

/** Returns the source of local/builds.ts that keeps bundles in the data folder of their stack: no other may get mutated ones. */
function withOwnBundles(text) {
  const changed = text.replace('new KeptBundles(root,', () => 'new KeptBundles(directory,');
  if (changed === text) throw new Error('Say in transform.mjs where local/builds.ts keeps the bundles of all stacks.');
  return changed;
}

/** Returns the options without the mutant, because Swc would take it for an option of its own. */
const plain = (options) => ({ ...options, transformerConfig: {} });

/** Source of the call that copies finished bundles instead of building them. */
const copying = `import('node:fs/promises').then(({ cp }) =>
  Promise.all(logicalIds.map((it) => cp(join(process.env.MUTANT_BUNDLES, it), join(directory, it), { recursive: true }))))`;

/** Returns the source of an esbuild plugin that gives the bundler the mutated content of `file`. */
function pluginOf(file, mutated) {
  const contents = JSON.stringify(mutated(readFileSync(file, 'utf8'), file));
  return `{
    name: 'mutant',
    setup: (it) => it.onLoad({ filter: /\\.ts$/ }, ({ path }) =>
      path === ${JSON.stringify(file)} ? { contents: ${contents}, loader: 'ts' } : undefined),
  }`;
}
