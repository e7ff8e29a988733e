/** Spellings of two dots, as some decoder may read them. */
const dots = [
  '..',
  '%2e%2e',
  '%252e%252e',
  '.%2e',
  '%2e.',
  '..%00',
  '..;',
  '...',
  '\uff0e\uff0e',
  '\u2024\u2024',
  '..%c0%af',
];
const slashes = ['/', '%2f', '%252f', '\\', '%5c', '\u2215', '\uff0f', '//', '/./', '%c0%af'];

/** Paths without a step up that some reader may take for another place. */
const elsewhere = ['${aws:userid}/secret.txt', '*', '..', '.', ' ..', '.. /x', '..\u200b/x', '?prefix=users/', '#'];

/** Returns spellings that at least one reader may understand as `path` below the prefix of another user. */
export function climbingPaths(ownersPrefix: string, path: string): readonly string[] {
  const owner = ownersPrefix.split('/')[1] ?? '';
  return [
    ...dots.map((dot) => `${dot}/${owner}/${path}`),
    ...slashes.flatMap((slash) => [`..${slash}${owner}${slash}${path}`, `%2e%2e${slash}${owner}${slash}${path}`]),
    ...[`../${owner}/${path}`, `a/../../${owner}/${path}`, `./../${owner}/${path}`, `../../users/${owner}/${path}`],
    ...[
      `/${ownersPrefix}${path}`,
      `//${ownersPrefix}${path}`,
      `${ownersPrefix}${path}`,
      `${ownersPrefix}${path}.new`,
      `~/${owner}/${path}`,
    ],
    ...[`..\u0000/${owner}/${path}`, `../${owner}/${path}\u0000.txt`, `../${owner}/${path}?x=`, `../${owner}/${path}#`],
    ...[`file:///${ownersPrefix}${path}`, `s3://bucket/${ownersPrefix}${path}`, `http://127.0.0.1:1/${ownersPrefix}`],
    ...[`${'../'.repeat(50)}users/${owner}/${path}`, `x${'/..'.repeat(5)}/users/${owner}/${path}`],
    ...elsewhere,
  ];
}
