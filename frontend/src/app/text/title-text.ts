/** Texts of the title of the window. They are apart from those of the pages, which load later. */
export const titleText = {
  files: 'Files',
  search: (text: string) => (text === '' ? 'Search' : `Search for “${text}”`),
  /** Stands for a folder or a file whose name is empty. */
  noName: '(empty name)',
  uploading: (percent: number, page: string) => `${percent} % · ${page}`,
};
