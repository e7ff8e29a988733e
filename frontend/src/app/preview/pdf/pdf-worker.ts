// The parser of pdf.js, as a worker of this app: from our own origin, and through the app's only policy for Trusted Types.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
