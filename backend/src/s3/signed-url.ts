import type { AwsCredentialIdentity } from '@smithy/types';

import { CodedError } from '../coded-error.ts';
import { encodeKey } from './url-encoding.ts';

export interface S3SignerOptions {
  /** URL of the bucket as browsers reach it, without a slash at its end. Every signature is for exactly this host. */
  readonly filesUrl: string;
  readonly region: string;
  readonly credentials: AwsCredentialIdentity;
  readonly now: () => Date;
}

/** Longest life of a URL. A part has longer, because a batch of parts waits for the parts before it. */
export const lifeSeconds = 300;
export const partLifeSeconds = 900;

/** Returns the path of the object in a URL that begins with `base`. */
export function objectPath({ pathname }: URL, key: string): string {
  return `${pathname === '/' ? '' : pathname}/${encodeKey(key)}`;
}

/** Computes the life of a URL. S3 refuses it once the signer's credentials have ended, so it never states a later end. */
export function lifeOf(now: Date, seconds: number, credentialsEnd: Date | undefined) {
  // A signature knows whole seconds only.
  const startSeconds = Math.floor(now.getTime() / 1000);
  const endSeconds = credentialsEnd === undefined ? Infinity : Math.floor(credentialsEnd.getTime() / 1000);
  const expiresIn = Math.min(seconds, endSeconds - startSeconds);
  if (expiresIn < 1) throw new CodedError('unavailable', 'Nothing can be signed at the moment: try again.');
  return {
    signingDate: new Date(startSeconds * 1000),
    expiresIn,
    expiresAt: new Date((startSeconds + expiresIn) * 1000),
  };
}
