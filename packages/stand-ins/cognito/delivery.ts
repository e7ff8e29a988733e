import { createHmac } from 'node:crypto';

import { invalidParameter } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';

export interface CodeDeliveryDetails {
  readonly Destination: string;
  readonly DeliveryMedium: 'EMAIL';
  readonly AttributeName: 'email';
}

/** Says where a code was sent, with as much of the address as strangers may see: `d***@e***`. */
export function deliveredTo(address: string): CodeDeliveryDetails {
  const [name = '', host = ''] = address.split('@');
  return { Destination: masked(name.charAt(0), host.charAt(0)), DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

/** Returns what is said of a name that gets no code: the same each time, and in the form of a real answer. */
export function simulatedDelivery(pool: Pool, name: string): CodeDeliveryDetails {
  const digest = createHmac('sha256', pool.unknownUserSecret).update(`delivery ${name}`).digest();
  const letter = (index: number) => String.fromCharCode(97 + ((digest[index] ?? 0) % 26));
  const at = name.indexOf('@');
  const [first, second] = at > 0 ? [name.charAt(0), name.charAt(at + 1)] : [letter(0), letter(1)];
  return { Destination: masked(first, second), DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

/** Returns the address that may be used to recover the account, or `undefined` when there is none. */
export function verifiedEmail({ attributes }: User): string | undefined {
  return attributes['email_verified'] === 'true' ? attributes['email'] : undefined;
}

export const noVerifiedEmail = () =>
  invalidParameter('Cannot reset password for the user as there is no registered/verified email or phone_number');

const masked = (first: string, second: string) => `${first}***@${second}***`;
