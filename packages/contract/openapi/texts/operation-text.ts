/** Texts of docs/openapi.yaml about one operation. The table does not hold them, because it is part of every bundle. */
export interface OperationText {
  /** A good request, as the sample event carries it: values in a path or a query are text. */
  readonly requestExample: Readonly<Record<string, unknown>>;
  readonly summary: string;
  readonly description: string;
  readonly answerDescription: string;
  /** Descriptions of properties that no other operation has, or that mean something else there. */
  readonly properties?: Readonly<Record<string, string>>;
  /** A successful answer; absent when the operation answers without a body. */
  readonly answerExample?: object;
}
