import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Cursor, type Json } from '@airlock/template';

import { mustRun, pythonOf } from './programs.ts';

/** What the Serverless transform made of a template: the template for CloudFormation, or why it refused. */
export type Transformed = { readonly template: Json } | { readonly error: string };

/**
 * Transforms templates as CloudFormation does with `Transform: AWS::Serverless-2016-10-31`, all in one Python process,
 * because its start takes longer than a transform.
 */
export async function transform(templates: readonly Json[]): Promise<readonly Transformed[]> {
  const python = pythonOf('sam');
  if (python === undefined) {
    throw new Error('sam is not a Python program here: install the SAM CLI with pip, which includes the transform.');
  }
  const folder = await mkdtemp(join(tmpdir(), 'airlock-transform-'));
  try {
    const file = join(folder, 'templates.json');
    await writeFile(file, JSON.stringify(templates));
    const command = [python, join(import.meta.dirname, 'transform-template.py'), file] as const;
    const { stdout } = await mustRun(command, { env: { AWS_DEFAULT_REGION: 'us-east-1' } });
    return new Cursor(JSON.parse(stdout) as Json, 'transformed').list().map(outcome);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function outcome(it: Cursor): Transformed {
  const error = it.maybe('error');
  return error === undefined ? { template: it.at('template').value } : { error: error.text() };
}
