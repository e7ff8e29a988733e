import { promisify } from 'node:util';
import { deflate, gzip } from 'node:zlib';

import type { GatewayAnswer } from './refusal.ts';

const packers = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;

/**
 * Returns an answer of a function as API Gateway sends it: compressed when the API has a least size for it, the answer is at
 * least that large and has no Content-Encoding of its own, and the caller names a coding that API Gateway has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
 */
export async function compressed(
  answer: GatewayAnswer,
  minimumSizeBytes: number | undefined,
  acceptEncoding: string | undefined,
): Promise<GatewayAnswer> {
  const coding = acceptedCoding(acceptEncoding ?? '');
  if (minimumSizeBytes === undefined || Buffer.byteLength(answer.body) < minimumSizeBytes) return answer;
  if (coding === undefined || answer.headers.some(([name]) => name.toLowerCase() === 'content-encoding')) return answer;
  return {
    ...answer,
    headers: [...answer.headers, ['Content-Encoding', coding]],
    body: await packers[coding](answer.body),
  };
}

/**
 * Returns the coding that the caller likes best, if API Gateway has it: "The highest-priority content encoding must be one
 * supported by API Gateway. If it is not, compression is not applied." Of several with the same priority the first counts.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
 */
function acceptedCoding(acceptEncoding: string): keyof typeof packers | undefined {
  const wishes = acceptEncoding.split(',').map((wish) => {
    const [name = '', ...parameters] = wish.split(';').map((it) => it.trim().toLowerCase());
    const quality = parameters.find((it) => it.startsWith('q='))?.slice('q='.length);
    return { name, priority: quality === undefined ? 1 : Number(quality) };
  });
  const [best] = wishes.filter(({ priority }) => priority > 0).toSorted((a, b) => b.priority - a.priority);
  return best?.name === 'gzip' || best?.name === 'deflate' ? best.name : undefined;
}
