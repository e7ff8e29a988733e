import { createHash, randomBytes } from 'node:crypto';

/** Makes a token for a client; the database stores only its hash. */
export const randomToken = (bytes: number) => randomBytes(bytes).toString('base64url');

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
