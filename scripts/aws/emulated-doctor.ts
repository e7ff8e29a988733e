import { DeletePublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';

import type { StackOutputs } from '../deploy/stack.ts';
import type { Checks } from './checks.ts';
import { program, region, stackName } from './emulated-stack.ts';
import type { EmulatedAws } from './ministack.ts';

interface Deployed {
  readonly outputs: StackOutputs;
  readonly webUrl: string;
}

/** ministack does not keep this setting of a client, so its stack is never quite healthy. */
const alwaysFound = 'does not rotate refresh tokens';

/** `npm run doctor --stack` on a deployed stack, then with real settings of its bucket broken one after the other. */
export async function checkDoctor(checks: Checks, emulated: EmulatedAws, { outputs, webUrl }: Deployed): Promise<void> {
  const Bucket = outputs.FilesBucketName;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint: emulated.url, region, forcePathStyle: true, credentials });
  const found = async (): Promise<readonly string[]> => {
    const { stdout, stderr } = await program(emulated, 'scripts/doctor.ts', '--stack', stackName, '--url', webUrl);
    const lines = stdout.split('\n').filter((line) => line.startsWith('✗') && !line.includes(alwaysFound));
    if (!stdout.includes('✓')) throw new Error(`${stdout}${stderr}`);
    return lines;
  };
  const finds = (name: string, sentence: string | undefined) =>
    checks.run(name, async () => {
      const lines = await found();
      const isRight = sentence === undefined ? lines.length === 0 : lines.length === 1 && lines[0]?.includes(sentence);
      if (isRight !== true) throw new Error(`It says: ${lines.join('\n')}`);
    });
  await finds('npm run doctor finds nothing wrong', undefined);
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await finds('npm run doctor finds public access', 'lacks BlockPublicAcls');
  s3.destroy();
}
