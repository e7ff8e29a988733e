import { getDocument, GlobalWorkerOptions, PDFWorker, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist';

import { mostPixels } from '../picture/read-picture.ts';
import { ScriptAddress as Worker } from '../../transfer/browser/script-address.ts';
import type { OpenedFile } from '../preview-content.ts';
import { PdfBytes } from './pdf-bytes.ts';

const parserScript = () => new Worker(new URL('./pdf-worker', import.meta.url)).trusted;
const rendererScript = () => new Worker(new URL('./pdf-renderer', import.meta.url)).trusted;

const startParser = () => new globalThis.Worker(parserScript(), { type: 'module' });
const startRenderer = () => new globalThis.Worker(rendererScript(), { type: 'module' });

/** Size of the ranges in which a document is read. */
const rangeBytes = 256 * 1024;
const bytesPerPixel = 4;

/** A document that is read while it is looked at. */
export interface OpenPdf {
  readonly document: Promise<PDFDocumentProxy>;
  /** Ends its workers and requests. */
  readonly close: () => void;
}

/**
 * Opens a PDF with pdf.js. It runs no script of the document, because the part of pdf.js that could is not in the app, and
 * loads nothing from elsewhere. `failed` is called when a part of the file cannot be read.
 */
export function openPdf({ file, head }: OpenedFile, failed: (error: unknown) => void): OpenPdf {
  const stop = new AbortController();
  const [parser, renderer] = [startParser(), startRenderer()];
  // The renderer is taken from here by `getDocument`, which has no option for it.
  GlobalWorkerOptions.rendererPorts = [renderer];
  const task = getDocument({
    range: new PdfBytes(file, head, stop.signal, failed),
    worker: PDFWorker.create({ port: parser, verbosity: VerbosityLevel.ERRORS }),
    rangeChunkSize: rangeBytes,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    // The fonts of the device would give other letters on each, and their names away.
    useSystemFonts: false,
    maxImageSize: mostPixels,
    canvasMaxAreaInBytes: mostPixels * bytesPerPixel,
    verbosity: VerbosityLevel.ERRORS,
    // Fonts, character maps and decoders are files of the app.
    ...Object.fromEntries(
      Object.entries({ cMapUrl: 'cmaps', standardFontDataUrl: 'fonts', wasmUrl: 'wasm', iccUrl: 'iccs' }).map(
        ([option, folder]) => [option, new URL(`pdf/${folder}/`, globalThis.document.baseURI).href],
      ),
    ),
  });
  return {
    document: task.promise,
    close: () => {
      stop.abort();
      void task
        .destroy()
        .catch(() => undefined)
        .finally(() => [parser, renderer].forEach((worker) => worker.terminate()));
    },
  };
}
