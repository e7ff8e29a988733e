import { Accounts } from './accounts.ts';
import { choose, expect, pattern, payload, row, signIn, test, uploadRow } from './journey.ts';
import { LocalStack } from './stack.ts';

test('killed in the middle of an upload: no half file, the earlier one intact', async ({ browser }) => {
  // The stack starts three times.
  test.setTimeout(240_000);
  const stack = await LocalStack.create();
  try {
    const before = await stack.start();
    const account = await new Accounts(before).create();
    const context = await browser.newContext({ baseURL: before.webUrl });
    const page = await context.newPage();
    await signIn(page, account);
    await choose(page, payload('earlier.txt', pattern(100)));
    await expect(uploadRow(page, 'earlier.txt')).toContainText('Verified');

    // The upload is slow enough for the kill to come while bytes are on their way.
    const protocol = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2 * 1024 * 1024 };
    await protocol.send('Network.emulateNetworkConditions', slow);
    await choose(page, payload('half.bin', pattern(30 * 1024 * 1024)));
    const progress = page.getByRole('progressbar', { name: 'Progress of half.bin' });
    await expect(uploadRow(page, 'half.bin')).toContainText(/MB\/s|MiB\/s|left/);
    await expect(progress).toBeVisible();
    await stack.stop('SIGKILL');
    await context.close();

    const after = await stack.start();
    const again = await browser.newContext({ baseURL: after.webUrl });
    const fresh = await again.newPage();
    await signIn(fresh, account);
    await expect(row(fresh, 'earlier.txt')).toBeVisible();
    await expect(row(fresh, 'half.bin')).toHaveCount(0);
    await again.close();
  } finally {
    await stack.remove();
  }
});
