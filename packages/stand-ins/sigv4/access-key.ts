/** A key that may sign requests, and whom it stands for. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present for temporary credentials (`ASIA…`): then the request must carry the very same token. */
  readonly sessionToken?: string;
  /** Temporary credentials are refused from this moment on. */
  readonly expiresAt?: Date;
  /** `arn:aws:iam::<account>:root` or `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly principalArn: string;
  /** The session may do what its role may and this allows, too: the JSON document, parsed. */
  readonly sessionPolicy?: unknown;
}

export type FindAccessKey = (accessKeyId: string) => AccessKey | undefined;
