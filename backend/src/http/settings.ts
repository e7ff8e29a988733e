import { answerHeaders } from './answer-headers.ts';
import type { Pool } from './pool.ts';

/** What surrounds every handler and comes from template.yaml; read once while the function starts. */
export interface Settings {
  /** `undefined`: none is configured, so nobody is let in. */
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
