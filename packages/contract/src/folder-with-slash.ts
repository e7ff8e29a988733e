/**
 * Returns the path of a folder with its slash: `reports` becomes `reports/`. A path that ends with a slash stays as it is,
 * because `dbl/` and `dbl//` are different folders, and so does the empty path of the top folder.
 */
export function folderWithSlash(folder: string): string {
  return folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
}
