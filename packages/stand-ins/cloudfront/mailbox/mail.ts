/** One message of the user pool to a person. */
export interface Mail {
  readonly id: string;
  /** The address; the user name where there is none. */
  readonly to: string;
  readonly subject: string;
  /** What `secret` is. */
  readonly label: string;
  /** The code or the temporary password. */
  readonly secret: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Mails {
  /** Newest first. */
  readonly list: () => readonly Mail[];
  /** @returns what ends the listening */
  readonly listen: (onChange: () => void) => () => void;
}
