/** A key that may sign requests, and the principal that it belongs to. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The token of temporary credentials (`ASIA…`), which every request must carry. */
  readonly sessionToken?: string;
  /** The moment from which temporary credentials are refused. */
  readonly expiresAt?: Date;
  /** The principal: `arn:aws:iam::<account>:root` or `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly principalArn: string;
  /** The parsed policy of the session, which may do only what both its role and this policy allow. */
  readonly sessionPolicy?: unknown;
}

export type FindAccessKey = (accessKeyId: string) => AccessKey | undefined;
