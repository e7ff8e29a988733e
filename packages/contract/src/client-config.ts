import * as v from 'valibot';

/** Password rules of the user pool, as `AWS::Cognito::UserPool` states them. */
export const passwordPolicy = v.object({
  minimumLength: v.number(),
  requireLowercase: v.boolean(),
  requireUppercase: v.boolean(),
  requireNumbers: v.boolean(),
  requireSymbols: v.boolean(),
  /** How many of the passwords before the present one are refused. */
  historySize: v.optional(v.number(), 0),
});
export type PasswordPolicy = v.InferOutput<typeof passwordPolicy>;

/** Content of `/config.json` beside the app. It has the same shape locally and deployed, and holds no secret. */
export const clientConfig = v.object({
  region: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  /** The client with which changes of the account sign in: its tokens open the account, and never the API. */
  accountClientId: v.string(),
  /** URL at which Amplify signs in: `https://cognito-idp.<region>.amazonaws.com/` when deployed. */
  userPoolEndpoint: v.string(),
  /** Base URL of the API, absolute or relative to the page, without a slash at its end: `/api`. */
  apiUrl: v.string(),
  /** Base URL of the files bucket as browsers reach it. A pre-signed URL begins with it, or with `dualStackFilesUrl`. */
  filesUrl: v.string(),
  /**
   * The bucket at the dual-stack endpoint of S3, for small files. It is `filesUrl` where S3 has one name only. A file that was
   * published before this property does not say it.
   */
  dualStackFilesUrl: v.optional(v.string()),
  passwordPolicy,
  /**
   * Whether the user pool lets people use an authenticator app (`OPTIONAL`), demands it (`ON`) or has none (`OFF`). A file
   * that was published before this property does not say it.
   */
  mfa: v.optional(v.picklist(['OFF', 'OPTIONAL', 'ON']), 'OPTIONAL'),
});
export type ClientConfig = v.InferOutput<typeof clientConfig>;
