/** What template.yaml says that this reader cannot take; `place` is the way there, `Resources.Api.Properties.Cors`. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly place: string;

  constructor(place: string, sentence: string) {
    super(`template.yaml: ${place}: ${sentence}`);
    this.place = place;
  }
}
