import { UploadFailure } from '../requests/upload-failure.ts';

/** Whether a call failed because a file of this name exists, or because the file to replace has changed meanwhile. */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof UploadFailure && (error.code === 'already-exists' || error.code === 'changed-meanwhile');
