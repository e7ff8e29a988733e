/** The reason why nothing could be examined, in one sentence with the fix. */
export class DoctorError extends Error {
  override readonly name = 'DoctorError';
}
