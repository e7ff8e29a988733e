import type { IncomingMessage } from 'node:http';

import type { Authorize } from '../iam/authorize.ts';
import { jsonServiceError, sha256Hex, verifySigV4, type FindAccessKey } from '../sigv4/index.ts';
import { CognitoError } from './errors.ts';

/** Decides who may call an administrator's operation, and on which pool. */
export interface AdminAccess {
  readonly region: string;
  readonly poolArn: string;
  readonly findAccessKey: FindAccessKey;
  /** Without it the account itself (`…:root`) may call the operations, and no role may. */
  readonly authorize: Authorize | undefined;
  readonly now: () => Date;
}

/** Throws unless the request is signed for `cognito-idp` by a key that may do `operation` on the pool. */
export async function authenticate(
  adminAccess: AdminAccess,
  operation: string,
  request: IncomingMessage,
  body: Buffer,
): Promise<void> {
  const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split('?');
  const signed = verifySigV4(
    { method: request.method ?? 'POST', rawPath, rawQuery, headers: request.headersDistinct },
    { ...adminAccess, service: 'cognito-idp', singleEncoding: false, bodySha256: sha256Hex(body) },
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
  const question = { principal, action, resource: adminAccess.poolArn, context: {} };
  const may = adminAccess.authorize ? await adminAccess.authorize(question) : principal.principalArn.endsWith(':root');
  if (may) return;
  throw new CognitoError(
    'AccessDeniedException',
    `User: ${principal.principalArn} is not authorized to perform: ${action} on resource: ${adminAccess.poolArn}`,
  );
}
