import type { Authorize } from '../iam/authorize.ts';
import { listen } from '../listen.ts';
import type { FindAccessKey } from '../sigv4/index.ts';
import { createStsServer } from './server.ts';
import type { Sessions } from './sessions.ts';

export { Sessions, type Session } from './sessions.ts';

export interface StsOptions {
  /** 0: any; a busy one is replaced by the next free one. */
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
  /** ARN of each role that may be assumed → how long a session of it may be. */
  readonly maxSessionSeconds: ReadonlyMap<string, number>;
  readonly authorize: Authorize;
  readonly findAccessKey: FindAccessKey;
  /** Where the sessions are kept, for the services that they are used at. */
  readonly sessions: Sessions;
  readonly now?: () => Date;
}

export interface Sts {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts an STS that knows AssumeRole. What it answers is in packages/stand-ins/README.md. */
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
