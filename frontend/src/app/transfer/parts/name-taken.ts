import { UploadFailure } from '../requests/upload-failure.ts';

/**
 * Returns whether a call failed because the name already exists or because the file to replace has changed meanwhile.
 */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof UploadFailure && (error.code === 'already-exists' || error.code === 'changed-meanwhile');
