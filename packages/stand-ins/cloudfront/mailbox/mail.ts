/** One message of the user pool to a person. */
export interface Mail {
  readonly id: string;
  /** The address; the user name where there is no address. */
  readonly to: string;
  readonly subject: string;
  /** The text of a mail that a function has written; absent where the pool writes its own. */
  readonly text?: string | undefined;
  /** Says what `secret` is. */
  readonly label: string;
  /** The code or the temporary password. */
  readonly secret: string;
  /** When the pool sent it, in ISO 8601. */
  readonly at: string;
}

export interface Mails {
  /** Opens the mailbox: whoever reads the mails must know it. */
  readonly key: string;
  /** Returns the mails, newest first. */
  readonly list: () => readonly Mail[];
  /**
   * Calls `onChange` after each new mail.
   * @returns a function that stops the calls
   */
  readonly listen: (onChange: () => void) => () => void;
}
