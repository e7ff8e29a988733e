/** `npm run doctor`: examines the stack on this machine, or with --stack one in AWS, and names the fix for what is wrong. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { awsProblem } from './deploy/aws-problem.ts';
import { diagnose } from './doctor/diagnose.ts';
import { DoctorError } from './doctor/doctor-error.ts';
import { factsHere } from './doctor/facts-here.ts';
import { factsOfStack } from './doctor/facts-of-stack.ts';

const usage = `Usage: npm run doctor [-- options]

  --stack STACK     a deployed stack instead of the one on this machine
  --region REGION   with --stack: its region, when your AWS configuration names another
  --url URL         with --stack: where the app is served, when not at the stack's own address
  --directory D     where the stack on this machine keeps its files (.local)`;

const text = { type: 'string' } as const;
const options = { stack: text, region: text, url: text, directory: text, help: { type: 'boolean' } } as const;

try {
  const { values } = parseArgs({ options });
  if (values.help === true) console.log(usage);
  else await examine(values);
} catch (error) {
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(
    error instanceof DoctorError ? error.message : isUsage ? `${error.message}\n\n${usage}` : awsProblem(error),
  );
  process.exitCode = 2;
}

async function examine(values: { stack?: string; region?: string; url?: string; directory?: string }): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const region = values.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (values.stack !== undefined && region === undefined)
    throw new DoctorError('There is no region: give --region or set AWS_REGION.');
  const facts =
    values.stack === undefined
      ? await factsHere(join(root, 'template.yaml'), values.directory ?? join(root, '.local'))
      : await factsOfStack(values.stack, region ?? '', values.url);
  const findings = diagnose(facts);
  for (const { name, sentence } of findings)
    console.log(sentence === undefined ? `✓ ${name}` : `✗ ${name}: ${sentence}`);
  const wrong = findings.filter(({ sentence }) => sentence !== undefined).length;
  console.log(
    wrong === 0
      ? `\nAll good: ${findings.length} things examined.`
      : `\n${wrong} of ${findings.length} things are wrong.`,
  );
  if (wrong > 0) process.exitCode = 1;
}
