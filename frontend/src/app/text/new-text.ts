/** Texts of the menu of new things, and of the dialog that makes a folder. */
export const newText = {
  new: 'New',
  uploadFiles: 'Upload files',
  uploadFolder: 'Upload folder',
  folder: 'New folder',
  dialog: {
    title: 'New folder',
    where: (folder: string) => `It is made in “${folder}”.`,
    field: 'Name',
    create: 'Create',
    creating: 'Creating…',
    cancel: 'Cancel',
    required: 'Give the folder a name.',
    slash: 'A name cannot contain a slash. Create one folder, open it, and create the next one there.',
    taken: 'There is a file or folder with this name already.',
    failed: (name: string, why: string) => `The folder “${name}” was not created. ${why}`,
    uncertain: (name: string, why: string) => `It is not certain that the folder “${name}” was created. ${why}`,
  },
};
