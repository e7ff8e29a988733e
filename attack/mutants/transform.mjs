import { createHash } from 'node:crypto';

import swc from '@swc/jest';

/** Jest's transform with one text of one file replaced: the file itself is never touched. */
export default {
  createTransformer({ file, from, to }) {
    const inner = swc.createTransformer();
    const mutated = (text, path) => (path.endsWith(`/${file}`) ? text.replace(from, () => to) : text);
    const mark = createHash('sha256')
      .update(JSON.stringify([file, from, to]))
      .digest('hex');
    return {
      canInstrument: false,
      process: (text, path, options) => inner.process(mutated(text, path), path, plain(options)),
      processAsync: (text, path, options) => inner.processAsync(mutated(text, path), path, plain(options)),
      getCacheKey: (text, path, options) => `${mark}${inner.getCacheKey(mutated(text, path), path, plain(options))}`,
    };
  },
};

/** Swc would take the mutant for an option of its own. */
const plain = (options) => ({ ...options, transformerConfig: {} });
