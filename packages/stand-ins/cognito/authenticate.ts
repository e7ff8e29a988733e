import type { IncomingMessage } from 'node:http';

import type { Authorize } from '../iam/authorize.ts';
import { jsonServiceError, sha256Hex, verifySigV4, type FindAccessKey } from '../sigv4/index.ts';
import { CognitoError } from './errors.ts';

/** Who may call an administrator's operation, and on what. */
export interface Gate {
  readonly region: string;
  readonly poolArn: string;
  readonly findAccessKey: FindAccessKey;
  /** Absent: the account itself (`…:root`) may, no role does. */
  readonly authorize: Authorize | undefined;
  readonly now: () => Date;
}

/** Throws unless the request is signed for `cognito-idp` by a key that may do `operation` on the pool. */
export async function authenticate(
  gate: Gate,
  operation: string,
  request: IncomingMessage,
  body: Buffer,
): Promise<void> {
  const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split('?');
  const signed = verifySigV4(
    { method: request.method ?? 'POST', rawPath, rawQuery, headers: request.headersDistinct },
    { ...gate, service: 'cognito-idp', singleEncoding: false, bodySha256: sha256Hex(body) },
  );
  if (signed.kind === 'anonymous') {
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (signed.kind === 'refused') {
    const { code, message } = jsonServiceError(signed);
    throw new CognitoError(code, message);
  }
  const principal = signed.accessKey;
  const action = `cognito-idp:${operation}`;
  const question = { principal, action, resource: gate.poolArn, context: {} };
  const may = gate.authorize ? await gate.authorize(question) : principal.principalArn.endsWith(':root');
  if (may) return;
  throw new CognitoError(
    'AccessDeniedException',
    `User: ${principal.principalArn} is not authorized to perform: ${action} on resource: ${gate.poolArn}`,
  );
}
