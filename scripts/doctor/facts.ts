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
  /** Whether the pool calls a function, with the event that can change access tokens, before it makes tokens. */
  readonly choosesScopes: boolean;
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
  /** Whether an access token may change the address of its user. */
  readonly writesEmail: boolean;
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

/** The stages of the API, as callers meet them. */
export interface StageFacts {
  readonly restApiId: string;
  readonly names: readonly string[];
  /** Whether the stage shows an API from before the last change of the stack. */
  readonly isOutdated: boolean;
  /** The limit of a method that has none of its own; `undefined` when there is none. */
  readonly requestsPerSecond: number | undefined;
  readonly hasAccessLog: boolean;
}

export interface FunctionLimit {
  /** How many functions may run at once that reserve nothing. */
  readonly atOnce: number;
}

/** What API Gateway takes from all APIs of the account in a region. */
export interface ApiLimit {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

export interface SignInLimit {
  /** Calls of Cognito per second that sign people in; `undefined` when AWS does not say it. */
  readonly perSecond: number | undefined;
  readonly quotaCode: string;
}

export interface ProtectionFacts {
  readonly isProduction: boolean;
  /** Whether CloudFormation refuses to delete the stack. */
  readonly isOn: boolean;
}

/** What the parameters of a stack say: a setting that is unprotected on purpose is no finding. */
export interface WantedFacts {
  readonly isDeletionProtected: boolean;
  readonly mfa: string;
  readonly devOrigin: string;
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
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
  /** The distribution's own address, where the app works too, when the app has a domain of its own; `undefined` otherwise. */
  readonly otherOrigin: { readonly origin: string; readonly allowOrigin: string } | undefined;
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
  readonly wanted: WantedFacts;
  readonly stage: StageFacts;
  /** The origin that CORS of the deployed API lets in; empty for none. */
  readonly apiOrigin: string;
  readonly functionLimit: FunctionLimit;
  readonly apiLimit: ApiLimit;
  readonly signInLimit: SignInLimit;
  readonly protection: ProtectionFacts;
  /** `/config.json` as the app gets it. */
  readonly config: ClientConfig;
  /** The Content-Security-Policy that comes with the app. */
  readonly contentSecurityPolicy: string;
}
