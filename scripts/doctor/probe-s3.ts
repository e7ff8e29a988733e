import type { CorsAnswer } from './facts.ts';

const methods = ['GET', 'HEAD', 'PUT'];
const headers = ['content-type', 'if-match', 'if-none-match', 'x-amz-checksum-crc64nvme'];

/**
 * Asks S3 as a browser would. Each question is a preflight of its own, because S3 refuses a whole preflight for one
 * thing that it does not allow.
 */
export async function probeCors(filesUrl: string, origin: string): Promise<CorsAnswer> {
  const preflight = async (method: string, header?: string) => {
    const answer = await fetch(`${filesUrl}/users/doctor`, {
      method: 'OPTIONS',
      headers: {
        ...{ origin, 'access-control-request-method': method },
        ...(header !== undefined && { 'access-control-request-headers': header }),
      },
    });
    return answer.ok ? (answer.headers.get('access-control-allow-origin') ?? '') : '';
  };
  const allows = async (all: readonly string[], ask: (one: string) => Promise<string>): Promise<string[]> => {
    const answers = await Promise.all(all.map(async (one) => [one, await ask(one)] as const));
    return answers.filter(([, allowed]) => allowed !== '').map(([one]) => one);
  };
  // The request is unsigned, so S3 refuses it, with the headers that it would also send with a success.
  const refused = await fetch(`${filesUrl}/users/doctor`, { headers: { origin } });
  return {
    allowOrigin: refused.headers.get('access-control-allow-origin') ?? '',
    allowMethods: await allows(methods, (method) => preflight(method)),
    allowHeaders: await allows(headers, (header) => preflight('PUT', header)),
    exposeHeaders: listOf(refused.headers.get('access-control-expose-headers')),
  };
}

/** Returns the origin that S3 lets in when a browser comes from `origin`; empty for none. */
export async function allowedOrigin(filesUrl: string, origin: string): Promise<string> {
  const refused = await fetch(`${filesUrl}/users/doctor`, { headers: { origin } });
  return refused.headers.get('access-control-allow-origin') ?? '';
}

const listOf = (text: string | null): readonly string[] => (text ?? '').split(',').map((it) => it.trim().toLowerCase());

/** Returns the seconds by which this machine's clock is ahead of S3's. The date in an answer has whole seconds. */
export async function clockSkewSeconds(filesUrl: string, now = Date.now): Promise<number> {
  const answer = await fetch(filesUrl);
  const date = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : Math.round((now() - date) / 1000);
}
