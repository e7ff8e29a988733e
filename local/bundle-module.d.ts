/** backend/bundle.mjs is plain JavaScript, so that it also runs before anything is installed. */
declare module '*/backend/bundle.mjs' {
  export function bundle(logicalId: string, outDir: string, sourcemap?: 'linked' | 'external'): Promise<string>;
  export function watch(
    logicalId: string,
    outDir: string,
    onRebuilt: (errors: readonly { readonly text: string }[]) => void,
  ): Promise<{ close(): Promise<void> }>;
}
