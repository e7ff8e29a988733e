// The painter of pdf.js, as a second worker, so that a page with much on it keeps neither the window nor the parser waiting.
import 'pdfjs-dist/build/pdf.renderer.min.mjs';
