const openable: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * Returns the address when it may be a link, in the browser's own spelling; otherwise `undefined`. Addresses that run script,
 * that name files of the device, and those that are relative to our own app are none.
 */
export function safeAddress(address: string): string | undefined {
  const parsed = URL.parse(address);
  return parsed && openable.has(parsed.protocol) ? parsed.href : undefined;
}
