/** cfn-lint on the template as it is and as the Serverless transform makes it: each finds what the other cannot see. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Checks } from './checks.ts';
import { mustRun, pythonOf } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'airlock-lint-'));
const checks = new Checks();

const lint = (template: string) => mustRun(['cfn-lint', '-a', 'cfn_lint_serverless.rules', '-t', template]);

await checks.run('the template as it is has no finding', () => lint(join(root, 'template.yaml')));
await checks.run('the transformed template has no finding', async () => {
  const python = pythonOf('sam');
  if (python === undefined) {
    throw new Error('sam is no Python program here: install the SAM CLI with pip, which brings the transform along.');
  }
  const command = [python, join(import.meta.dirname, 'transform-template.py'), join(root, 'template.yaml')] as const;
  const { stdout } = await mustRun(command, { env: { AWS_DEFAULT_REGION: 'us-east-1' } });
  const transformed = join(folder, 'transformed.json');
  await writeFile(transformed, stdout);
  await lint(transformed);
});

await rm(folder, { recursive: true });
await checks.finish();
