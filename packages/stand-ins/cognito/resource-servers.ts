import * as v from 'valibot';

import { ignored, readProperties } from './property-values.ts';

// The forms are those of "CreateResourceServer", API reference.
const resourceServer = v.strictObject({
  UserPoolId: ignored,
  Identifier: v.pipe(v.string(), v.regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/)),
  Name: v.pipe(v.string(), v.regex(/^[\w\s+=,.@-]{1,256}$/)),
  Scopes: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          ScopeName: v.pipe(v.string(), v.regex(/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/)),
          ScopeDescription: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
        }),
      ),
      v.maxLength(100),
    ),
    [],
  ),
});

export type ResourceServer = Omit<v.InferOutput<typeof resourceServer>, 'UserPoolId'>;

/**
 * Reads the resolved properties of each `AWS::Cognito::UserPoolResourceServer`. Throws an `Error` that names the
 * property that it cannot honour.
 */
export function readResourceServers(all: readonly unknown[]): ReadonlyMap<string, ResourceServer> {
  const servers = all.map((properties) => {
    const { Identifier, Name, Scopes } = readProperties(
      resourceServer,
      properties,
      'AWS::Cognito::UserPoolResourceServer',
    );
    return { Identifier, Name, Scopes };
  });
  const byIdentifier = new Map(servers.map((server) => [server.Identifier, server]));
  if (byIdentifier.size === servers.length) return byIdentifier;
  throw new Error('AWS::Cognito::UserPoolResourceServer: two resource servers have the same Identifier.');
}
