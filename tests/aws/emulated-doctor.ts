import type { StackOutputs } from '../../scripts/deploy/stack.ts';
import { brokenSettings } from './broken/index.ts';
import type { Checks } from './checks.ts';
import { program, stackName } from './emulated-stack.ts';
import type { EmulatedAws } from './ministack.ts';

interface Deployed {
  readonly outputs: StackOutputs;
  readonly webUrl: string;
}

/** ministack does not store these settings, so the doctor must find them every time; the first in one line with others. */
const alwaysFound = 'does not rotate refresh tokens';
const alsoFound = [
  ...['records of changes go by themselves', 'a failed change is in a log'],
  // It has no AWS Service Quotas and no access logs of stages, and answers no preflight.
  ...[
    'the account lets enough people sign in at once: It is not known',
    'CORS of the API lets',
    'the API writes a log',
  ],
];

/** Runs `npm run doctor --stack` on a deployed stack: healthy, and with each setting broken in turn. */
export async function checkDoctor(checks: Checks, emulated: EmulatedAws, deployed: Deployed): Promise<void> {
  const finds = (name: string, ...sentences: readonly string[]) =>
    checks.run(name, async () => {
      const found = await findings(emulated, deployed.webUrl);
      const isRight = found.length === sentences.length && sentences.every((it, at) => found[at]?.includes(it));
      if (!isRight) throw new Error(`It says: ${found.join('\n')}`);
    });
  const settings = brokenSettings(emulated.url, deployed.outputs);
  try {
    await finds('npm run doctor finds nothing wrong');
    for (const { name, sentence, spoil } of settings.all) {
      const putBack = await checks.run(`somebody leaves the stack with ${name}`, spoil);
      await finds(`npm run doctor finds ${name}, and that alone`, sentence);
      await putBack?.();
    }
    await finds('npm run doctor finds nothing wrong when all is put back');
  } finally {
    settings.close();
  }
}

/** Returns what the doctor finds besides what it always finds here. */
async function findings(emulated: EmulatedAws, webUrl: string): Promise<readonly string[]> {
  const { stdout, stderr } = await program(emulated, 'scripts/doctor.ts', '--stack', stackName, '--url', webUrl);
  const lines = stdout.split('\n').filter((line) => line.startsWith('✗'));
  const isFound = (it: string) => lines.some((line) => line.includes(it));
  if (![alwaysFound, ...alsoFound].every(isFound)) throw new Error(`${stdout}${stderr}`);
  return lines
    .map((line) => line.replace(` and ${alwaysFound}`, '').replace(`${alwaysFound} and `, ''))
    .filter((line) => ![alwaysFound, ...alsoFound].some((it) => line.includes(it)));
}
