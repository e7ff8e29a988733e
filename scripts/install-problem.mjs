/** The fix for each error code of npm or of the operating system. */
const fixes = [
  [
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ENOTCACHED)\b/,
    'The npm registry cannot be reached. Connect to the network, or tell npm your proxy, and run the same command again.',
  ],
  [/\b(?:ENOSPC|EDQUOT)\b/, 'The disk is full. Free 1 GB and run the same command again.'],
  [
    /\b(?:EACCES|EPERM|EROFS)\b/,
    'This folder or the cache of npm may not be written. Make them yours and run the same command again.',
  ],
];

/** Returns the sentence that names the fix for a failed npm. For an unknown failure it also has what npm wrote. */
export function installProblem(exitCode, said) {
  if (exitCode > 128) return 'The install was stopped. Run the same command again.';
  const known = fixes.find(([codes]) => codes.test(said));
  if (known !== undefined) return known[1];
  return `${said.trim()}\nThe packages were not installed; the reason is above. Run the same command again.`;
}
