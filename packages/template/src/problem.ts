/** Says what this reader does not accept in template.yaml. `place` is a path such as `Resources.Api.Properties.Cors`. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly place: string;
  /** What is wrong there, without the place. */
  readonly sentence: string;

  constructor(place: string, sentence: string) {
    super(`template.yaml: ${place}: ${sentence}`);
    this.place = place;
    this.sentence = sentence;
  }
}
