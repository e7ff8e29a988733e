import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { newFolder } from './fields.ts';

/** Request of `POST /folders`. S3 has no folders: what is stored is an empty object whose key ends with a slash. */
export const createFolderRequest = exactObject({ path: newFolder });
export type CreateFolderRequest = v.InferOutput<typeof createFolderRequest>;

/** The new folder. Its path ends with a slash. */
export const createFolderAnswer = exactObject({ path: v.string() });
export type CreateFolderAnswer = v.InferOutput<typeof createFolderAnswer>;
