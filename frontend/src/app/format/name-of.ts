/** Returns the last segment of a path. The path of a folder may end with a slash. */
export const nameOf = (path: string): string => path.replace(/\/$/, '').split('/').at(-1) ?? path;

/** Returns the folder that holds a file or folder: `a/` for `a/x.txt` and for `a/b/`, and the top folder `''` for `x.txt`. */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
