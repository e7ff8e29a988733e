import type { Authorize } from '../iam/authorize.ts';
import { listen } from '../listen.ts';
import type { FindAccessKey } from '../sigv4/index.ts';
import { createStsServer } from './server.ts';
import type { Sessions } from './sessions.ts';

export { Sessions, type Session } from './sessions.ts';

export interface StsOptions {
  /** The port to listen on; 0 for any. A busy port is replaced by the next free one. */
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** The longest session of each role that may be assumed, by the ARN of the role. */
  readonly maxSessionSeconds: ReadonlyMap<string, number>;
  readonly authorize: Authorize;
  readonly findAccessKey: FindAccessKey;
  /** The store of open sessions, which the other services read. */
  readonly sessions: Sessions;
  readonly now?: () => Date;
}

export interface Sts {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts an STS that implements AssumeRole; packages/stand-ins/README.md describes its answers. */
export async function startSts({ now = () => new Date(), ...options }: StsOptions): Promise<Sts> {
  const server = createStsServer({ ...options, now });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
