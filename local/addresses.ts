import { freePort } from './free-port.ts';
import type { Report } from './builds.ts';

/** Ports to begin with; 0: any. */
export interface Ports {
  readonly web: number;
  readonly s3: number;
  readonly cognito: number;
  /** Nobody but the functions calls it, so any will do. */
  readonly sts: number;
}

export type WantedPorts = Omit<Ports, 'sts'>;

/** Where browsers reach the app and S3 when something stands in front of them: `http://localhost:4300`. */
export interface SeenAt {
  readonly webUrl?: string;
  readonly s3Url?: string;
}

/** What the parts call each other, decided before the first of them listens: each must know the others' addresses. */
export interface Addresses {
  readonly ports: Ports;
  /** The origin of the app in the browser. */
  readonly webUrl: string;
  readonly s3Url: string;
  readonly cognitoUrl: string;
  readonly stsUrl: string;
}

export async function chooseAddresses(wanted: WantedPorts, report: Report, seenAt: SeenAt = {}): Promise<Addresses> {
  const choose = async (name: string, port: number): Promise<number> => {
    const free = await freePort(port);
    if (port !== 0 && free !== port) report(`Port ${port} is in use: ${name} is on ${free} instead.`);
    return free;
  };
  const ports = {
    web: await choose('the app', wanted.web),
    s3: await choose('S3', wanted.s3),
    cognito: await choose('Cognito', wanted.cognito),
    sts: await freePort(0),
  };
  return {
    ports,
    webUrl: `http://localhost:${ports.web}`,
    s3Url: `http://127.0.0.1:${ports.s3}`,
    cognitoUrl: `http://127.0.0.1:${ports.cognito}`,
    stsUrl: `http://127.0.0.1:${ports.sts}`,
    ...seenAt,
  };
}
