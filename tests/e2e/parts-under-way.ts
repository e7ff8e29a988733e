import type { Page } from '@playwright/test';

/** Returns a list of the numbers of parts, which grows as the browser sends their bytes. */
export function partsSent(page: Page): number[] {
  const sent: number[] = [];
  page.on('request', (request) => {
    const number = new URL(request.url()).searchParams.get('partNumber');
    if (request.method() === 'PUT' && number !== null) sent.push(Number(number));
  });
  return sent;
}

/** Holds back the last part until the returned function is called. Resolves when the other parts are stored in S3. */
export async function holdLastPart(page: Page, begin: () => Promise<void>, parts = 3): Promise<() => Promise<void>> {
  const last = `**/*partNumber=${parts}*`;
  await page.route(last, () => undefined);
  const arrived = Array.from({ length: parts - 1 }, (_, index) => index + 1).map((number) =>
    page.waitForResponse((answer) => answer.url().includes(`partNumber=${number}&`) && answer.ok()),
  );
  const held = page.waitForRequest(last);
  await begin();
  await Promise.all([...arrived, held]);
  return () => page.unroute(last);
}
