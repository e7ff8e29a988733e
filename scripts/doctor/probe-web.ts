import { clientConfig, type ClientConfig } from '@airlock/contract';
import * as v from 'valibot';

import { DoctorError } from './doctor-error.ts';

export interface WebFacts {
  readonly config: ClientConfig;
  readonly contentSecurityPolicy: string;
}

/** Fetches what the app gets from the place where it is served. */
export async function probeWeb(appUrl: string): Promise<WebFacts> {
  try {
    const page = await fetch(appUrl);
    await page.body?.cancel();
    const config = v.safeParse(clientConfig, await (await fetch(`${appUrl}/config.json`)).json());
    if (!config.success)
      throw new DoctorError(`${appUrl}/config.json is not complete: run "npm run deploy", which writes it anew.`);
    return { config: config.output, contentSecurityPolicy: page.headers.get('content-security-policy') ?? '' };
  } catch (error) {
    if (error instanceof DoctorError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DoctorError(
      `There is no app at ${appUrl} (${reason}): run "npm run deploy", or "npm start" for the one on this machine. While DNS does not point there yet, give the distribution's own address with --url.`,
    );
  }
}
