/**
 * `npm run read-stack -- trace.txt`: prints a stack trace, or a log, of deployed functions with the lines of the sources. The
 * checkout must be the commit that was deployed. Without a file, or with `-`, it reads standard input.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import { originalStack } from './read-stack/original-stack.ts';
import { makeSourceMaps } from './read-stack/source-maps.ts';

const usage = `Usage: npm run read-stack -- [FILE|-]

  Replaces each place in a bundle, such as /var/task/presign-put.mjs:3:1234, by the line of the source.
  Check out the commit that was deployed first.`;

const [file = '-', ...others] = process.argv.slice(2);
if (file === '--help' || others.length > 0) {
  console.log(usage);
  process.exitCode = file === '--help' ? 0 : 2;
} else {
  await print(file);
}

async function print(file: string): Promise<void> {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return;
  }
  const root = join(import.meta.dirname, '..');
  const place = { stackName: 'airlock', region: 'us-east-1', accountId: '000000000000' };
  const { functions } = readTemplate(join(root, 'template.yaml'), place);
  const maps = await makeSourceMaps(
    root,
    functions.map(({ logicalId }) => logicalId),
  );
  process.stdout.write(originalStack(text, maps));
}
