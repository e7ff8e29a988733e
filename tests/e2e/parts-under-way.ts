import type { Page } from '@playwright/test';

/** Numbers of the parts whose bytes the browser sends, as it sends them. */
export function partsSent(page: Page): number[] {
  const sent: number[] = [];
  page.on('request', (request) => {
    const number = new URL(request.url()).searchParams.get('partNumber');
    if (request.method() === 'PUT' && number !== null) sent.push(Number(number));
  });
  return sent;
}

/** Holds the last part back until released; the others are with S3 when this resolves. */
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
