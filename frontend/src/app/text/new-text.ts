/** Texts of the menu of new things, and of the dialog that makes a folder. */
export const newText = {
  new: 'New',
  uploadFiles: 'Upload files',
  uploadFolder: 'Upload folder',
  folder: 'New folder',
};
