/** What docs/openapi.yaml says about one operation. It is not part of the table, whose texts travel in every bundle. */
export interface OperationText {
  readonly summary: string;
  readonly description: string;
  readonly answerDescription: string;
  /** One successful answer; absent when the operation answers without a body. */
  readonly answerExample?: object;
}
