import { answerHeaders } from './answer-headers.ts';
import type { Pool } from './pool.ts';

/** The settings of every handler. They come from template.yaml and are read once, while the function starts. */
export interface Settings {
  /** `undefined` when no pool is configured; then every request is refused. */
  readonly pool: Pool | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export function settingsOf(variables: NodeJS.ProcessEnv): Settings {
  const userPoolId = variables['USER_POOL_ID'];
  const clientId = variables['USER_POOL_CLIENT_ID'];
  const jwksUrl = variables['USER_POOL_JWKS_URL'];
  return {
    pool: userPoolId && clientId && jwksUrl ? { userPoolId, clientId, jwksUrl } : undefined,
    headers: answerHeaders(variables['DEV_ORIGIN'] ?? ''),
  };
}
