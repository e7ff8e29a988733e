import { plain } from './count.ts';

/** Texts of the viewer. */
export const previewText = {
  position: (at: number, of: number) => `${plain(at)} of ${plain(of)}`,
  previous: 'Previous file',
  next: 'Next file',
  download: 'Download',
  details: 'Details',
  facts: { path: 'Path', size: 'Size', modified: 'Modified', pixels: 'Dimensions' },
  pixels: (width: number, height: number) => `${plain(width)} × ${plain(height)} pixels`,
  loading: 'Loading preview',
  loaded: (name: string) => `${name} is shown`,
  loadedBytes: (done: string, of: string) => `${done} of ${of}`,
  failed: 'The preview could not be loaded.',
  changed: 'The file was replaced while it was shown.',
  showNew: 'Show the new one',
  gone: 'This file no longer exists.',
  zoom: {
    in: 'Zoom in',
    out: 'Zoom out',
    fit: 'Fit to the window',
    full: 'Actual size',
    tools: 'Zoom',
    now: (percent: number) => `${percent} %`,
  },
  picture: {
    keys: 'Picture. Use plus and minus to zoom, 0 to fit, 1 for the actual size, and the arrow keys to move it when it is larger than the window.',
    tooManyPixels: (width: number, height: number) =>
      `This picture has ${plain(width)} × ${plain(height)} pixels, which is more than a browser can show safely.`,
    noSize: 'This picture does not say how large it is, so it is not shown.',
    tooLarge: (size: string, most: string) => `This picture has ${size}. Pictures up to ${most} are shown here.`,
    broken: 'This picture is damaged, or it is of a kind that this browser cannot show.',
  },
  media: {
    broken: 'This file is damaged, or it is of a kind that this browser cannot play.',
  },
  textFile: {
    region: (name: string) => `Text of ${name}`,
    part: (shown: string, size: string) => `Shows the first ${shown} of ${size}.`,
    lines: (n: number) => `Shows the first ${plain(n)} lines.`,
    asSource: 'Shown as its source, because it can contain script.',
  },
  markdown: {
    source: 'Show source',
    formatted: 'Show formatted',
    picture: (text: string) => (text === '' ? 'Picture' : `Picture: ${text}`),
    done: 'Done',
    open: 'Not done',
    table: 'Table',
  },
  pdf: {
    region: (name: string) => `Pages of ${name}`,
    page: (at: number, of: number) => `Page ${plain(at)} of ${plain(of)}`,
    password: 'This PDF is protected by a password.',
    broken: 'This PDF is damaged.',
    pageBroken: 'This page is damaged.',
    pages: (n: number, of: number) => `Shows the first ${plain(n)} of ${plain(of)} pages.`,
  },
  none: {
    empty: 'This file is empty.',
    archive: 'The content of an archive is not shown here.',
    office: 'Documents of office programs are not shown here.',
    camera: 'Browsers cannot show pictures in the HEIC format of some cameras.',
    unknown: 'There is no preview for files of this kind.',
    mismatch: (ending: string) => `Its name ends in .${ending}, but its content is something else.`,
    downloadHint: 'Download it to open it on your device.',
  },
};
