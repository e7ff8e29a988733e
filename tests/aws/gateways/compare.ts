import type { Answer } from '../../attack/request.ts';
import type { Checks } from '../checks.ts';
import { gatewayDifferences, type GatewayName } from './differences.ts';
import { ask, gatewayRequests, type GatewayUser, type GatewayRequest } from './requests.ts';

/**
 * Sends the same requests to the built-in gateway and to another one. Their answers must be equal, or differ as
 * gatewayDifferences says. A listed difference that no longer exists fails too.
 */
export async function compareGateways(
  checks: Checks,
  ours: GatewayUser,
  name: GatewayName,
  theirs: GatewayUser,
): Promise<void> {
  for (const request of gatewayRequests) {
    await checks.run(`${request.name}: the built-in gateway and ${name}`, async () => {
      const [own, other] = [await outcome(ours, request), await outcome(theirs, request)];
      const known = gatewayDifferences[name][request.name];
      const line = `built-in "${own}", ${name} "${other}"`;
      if (known === undefined && own !== other) throw new Error(line);
      if (known !== undefined && other !== known.answer) throw new Error(`${line}, not "${known.answer}" as noted`);
      if (known !== undefined && own === other) throw new Error(`${line}: no difference any more`);
      if (known !== undefined) console.log(`    ${line}: ${known.reason}`);
    });
  }
}

const outcome = async (user: GatewayUser, request: GatewayRequest): Promise<string> =>
  said(user, await ask(user, request));

/**
 * Returns what must be equal in two answers: the status, who may read it, the code or message, the properties of a
 * success.
 */
function said({ origin }: GatewayUser, { status, headers, text }: Answer): string {
  const allowOrigin = headers['access-control-allow-origin']?.toString();
  const reader = allowOrigin === origin ? ' to the app' : allowOrigin === undefined ? '' : ` to ${allowOrigin}`;
  return `${status}${reader} ${content(text)}`.trim();
}

function content(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return text;
    if ('code' in body) return String(body.code);
    if ('message' in body) return String(body.message);
    return Object.keys(body).sort().join();
  } catch {
    return text.slice(0, 60);
  }
}
