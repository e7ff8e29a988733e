import { createHash, randomBytes } from 'node:crypto';

/** What a client holds and the database only recognises. */
export const randomToken = (bytes: number) => randomBytes(bytes).toString('base64url');

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
