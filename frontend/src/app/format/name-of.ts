/** Returns the last segment of a path. The path of a folder may end with a slash. */
export const nameOf = (path: string): string => path.replace(/\/$/, '').split('/').at(-1) ?? path;
