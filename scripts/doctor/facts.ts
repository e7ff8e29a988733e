import type { ClientConfig } from '@airlock/contract';

/** One statement of a bucket policy. */
export interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: unknown;
}

export type AccessBlock = Readonly<Record<(typeof accessBlocks)[number], boolean>>;
export const accessBlocks = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

/** What S3 answers a browser that requests from the app's origin. */
export interface CorsAnswer {
  readonly allowOrigin: string;
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
}

export interface RouteFact {
  /** Method and path, such as `GET /files`. */
  readonly route: string;
  readonly hasAuthorizer: boolean;
  readonly scopes: readonly string[];
}

export interface PoolFacts {
  readonly allowsSelfSignUp: boolean;
  /** Whether a verified e-mail address signs in as the user name does. */
  readonly takesEmail: boolean;
  readonly isDeletionProtected: boolean;
  readonly mfa: string;
  readonly passwordPolicy: ClientConfig['passwordPolicy'];
}

export interface PoolClientFacts {
  readonly hasSecret: boolean;
  readonly flows: readonly string[];
  readonly hidesUsers: boolean;
  readonly rotates: boolean;
  readonly revokes: boolean;
}

/** What S3 says about the bucket of the records of changes. */
export interface StateFacts {
  readonly bucket: string;
  readonly publicAccess: AccessBlock;
  readonly policy: readonly Statement[];
  /** The days after which every object expires; `undefined` for never. */
  readonly expirationDays: number | undefined;
}

/** The state machine that goes on with large changes. */
export interface WorkflowFacts {
  readonly arn: string;
  /** `ACTIVE`, another status of Step Functions, or `missing`. */
  readonly status: string;
  readonly logLevel: string;
  /** The ARN of its log group; `undefined` when it writes no log. */
  readonly logGroup: string | undefined;
}

/** Everything that the doctor examines, for a stack on this machine or in AWS. */
export interface Facts {
  /** The name of the stack, for commands that repair it; absent for the stack on this machine. */
  readonly stackName: string | undefined;
  readonly region: string;
  readonly appOrigin: string;
  readonly bucket: string;
  /** The address at which browsers must find the bucket. */
  readonly expectedFilesUrl: string;
  readonly cors: CorsAnswer;
  readonly publicAccess: AccessBlock;
  readonly policy: readonly Statement[];
  readonly state: StateFacts;
  readonly workflow: WorkflowFacts;
  /** The seconds by which this machine's clock is ahead of S3's. */
  readonly clockSkewSeconds: number;
  readonly routes: readonly RouteFact[];
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly pool: PoolFacts;
  readonly client: PoolClientFacts;
  /** What the parameters of the stack say: a setting that is unprotected on purpose is no finding. */
  readonly wanted: { readonly isDeletionProtected: boolean; readonly mfa: string };
  /** `/config.json` as the app gets it. */
  readonly config: ClientConfig;
  /** The Content-Security-Policy that comes with the app. */
  readonly contentSecurityPolicy: string;
}
