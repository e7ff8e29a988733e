import { InjectionToken } from '@angular/core';
import { clientConfig, type ClientConfig } from '@airlock/contract';
import { safeParse } from 'valibot';

/** The validated `/config.json`. It is provided before the app starts. */
export const CONFIG = new InjectionToken<ClientConfig>('CONFIG');

export type ConfigProblem = 'unreachable' | 'missing' | 'malformed';
export type LoadedConfig = { kind: 'loaded'; config: ClientConfig } | { kind: 'failed'; problem: ConfigProblem };

/**
 * Reads `/config.json` from the folder of the page. It is read at run time so that one build serves every installation.
 * Never throws: each failure is a value, because the caller shows a page about it.
 */
export async function loadConfig(get: typeof fetch): Promise<LoadedConfig> {
  let response: Response;
  try {
    response = await get('config.json', { cache: 'no-store' });
  } catch {
    return { kind: 'failed', problem: 'unreachable' };
  }
  if (!response.ok) return { kind: 'failed', problem: 'missing' };
  const parsed = safeParse(clientConfig, await response.json().catch(() => undefined));
  return parsed.success ? { kind: 'loaded', config: parsed.output } : { kind: 'failed', problem: 'malformed' };
}
