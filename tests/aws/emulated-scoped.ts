import type { StackDescription } from '../../local/stack-file.ts';
import { presignGet, presignPut, put } from '../../local/testing/api-calls.ts';
import { signedInUser } from '../../local/testing/stack-user.ts';
import type { Checks } from './checks.ts';
import { deploy } from './emulated-stack.ts';
import { expectStatus } from './expect-status.ts';
import type { EmulatedAws } from './ministack.ts';
import { moveAFile } from './move-a-file.ts';
import { moveInParts } from './move-in-parts.ts';
import { withoutDeleteDeny } from './without-delete-deny.ts';

/** Turns ScopedCredentials on in a running stack, with the IAM and the STS of the emulated AWS. */
export async function checkScoped(checks: Checks, emulated: EmulatedAws, stack: StackDescription): Promise<void> {
  const updated = await checks.run('an update turns ScopedCredentials on', async () => {
    await deploy(emulated, stack.webUrl, 'ScopedCredentials=on', `StsEndpoint=${emulated.url}`);
    return true;
  });
  if (updated === undefined) return;
  const [one, other] = [await signedInUser(stack, 'scoped-one'), await signedInUser(stack, 'scoped-other')];
  const apiOf = ({ accessToken }: { readonly accessToken: string }) => ({ url: stack.apiUrl, accessToken });
  await withoutDeleteDeny(stack, () => moveAFile(checks, apiOf(one)));
  await moveInParts(checks, apiOf(one), false);
  await checks.run('each caller’s URLs are signed with a session of their own', async () => {
    const bytes = Buffer.from('mine');
    const keys = await Promise.all(
      [one, other].map(async (user) => {
        await expectStatus(await put(await presignPut(apiOf(user), { path: 'mine.txt', bytes }), bytes), 200);
        const { url } = await presignGet(apiOf(user), 'mine.txt');
        return new URL(url).searchParams.get('X-Amz-Credential')?.split('/')[0];
      }),
    );
    if (keys[0] === keys[1] || !keys.every((key) => key?.startsWith('ASIA'))) throw new Error(keys.join());
  });
}
