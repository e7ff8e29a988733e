import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { angularCli, markAppStale } from './builds.ts';
import type { Companion } from './run.ts';
import { root, type RunningStack, type StartOptions } from './start-stack.ts';

/** Rebuilds bundles and app at each change for `npm run dev`: functions load the new bundle, and pages reload. */
export const watchSources: Companion = async (stack, options) => {
  const watchers = [await watchBundles(stack, options), watchApp(stack)];
  return {
    close: async () => {
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
};

async function watchBundles({ template }: RunningStack, { directory = join(root, '.local') }: StartOptions) {
  const { watch } = await import('../backend/bundle.mjs');
  const watching = await Promise.all(
    template.functions.map(({ logicalId }) =>
      watch(logicalId, join(directory, 'build', logicalId), (errors) => {
        // esbuild prints its errors itself.
        if (errors.length > 0) console.error(`${logicalId} keeps its last good bundle.`);
      }),
    ),
  );
  return {
    close: async () => {
      await Promise.all(watching.map((it) => it.close()));
    },
  };
}

function watchApp(stack: RunningStack) {
  // The next `npm start` should not serve a development build.
  markAppStale(root);
  const args = [angularCli(root), 'build', '--watch', '--configuration=development'];
  const child = spawn(process.execPath, args, { cwd: join(root, 'frontend'), stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    if (line.includes('Application bundle generation complete')) stack.reload();
  });
  return {
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
