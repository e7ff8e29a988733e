import { freePort } from './free-port.ts';
import type { Report } from './builds.ts';

/** Ports to begin with; 0 takes any free port. */
export interface Ports {
  readonly web: number;
  readonly s3: number;
  readonly cognito: number;
  /** Only the functions call STS and Step Functions, so any free port will do. */
  readonly sts: number;
  readonly states: number;
}

export type WantedPorts = Omit<Ports, 'sts' | 'states'>;

/** Where browsers find the app and S3 when a proxy stands before them, such as `http://localhost:4300`. */
export interface BrowserUrls {
  readonly webUrl?: string;
  readonly s3Url?: string;
}

/**
 * The addresses of the services. They are decided before the first service listens, because each must know the others'
 * addresses.
 */
export interface Addresses {
  readonly ports: Ports;
  /** The origin of the app in the browser. */
  readonly webUrl: string;
  readonly s3Url: string;
  /** The second name of S3: `localhost`, which a browser takes for another host, in the place of the dual-stack endpoint. */
  readonly s3DualStackUrl: string;
  readonly cognitoUrl: string;
  readonly stsUrl: string;
  readonly statesUrl: string;
}

export async function chooseAddresses(
  wanted: WantedPorts,
  report: Report,
  browserUrls: BrowserUrls = {},
): Promise<Addresses> {
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
    states: await freePort(0),
  };
  const s3Url = browserUrls.s3Url ?? `http://127.0.0.1:${ports.s3}`;
  return {
    ports,
    webUrl: browserUrls.webUrl ?? `http://localhost:${ports.web}`,
    s3Url,
    s3DualStackUrl: s3Url.replace('//127.0.0.1:', '//localhost:'),
    cognitoUrl: `http://127.0.0.1:${ports.cognito}`,
    stsUrl: `http://127.0.0.1:${ports.sts}`,
    statesUrl: `http://127.0.0.1:${ports.states}`,
  };
}
