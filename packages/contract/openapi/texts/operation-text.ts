/** What docs/openapi.yaml says about one operation. It is not part of the table, whose texts travel in every bundle. */
export interface OperationText {
  /** One good request, as the sample event carries it: what is in a path or a query is text. */
  readonly requestExample: Readonly<Record<string, unknown>>;
  readonly summary: string;
  readonly description: string;
  readonly answerDescription: string;
  /** What each property means that no other operation has. */
  readonly properties?: Readonly<Record<string, string>>;
  /** One successful answer; absent when the operation answers without a body. */
  readonly answerExample?: object;
}
