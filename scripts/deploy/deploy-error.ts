/** A failed step: the message says what is wrong, what became of the site, and what to do next. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}
