/** Why nothing could be examined: one sentence with the fix. */
export class DoctorError extends Error {
  override readonly name = 'DoctorError';
}
