import type { Examination } from './examination.ts';

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

export const webExaminations: readonly Examination[] = [
  {
    name: 'config.json names this stack',
    examine: ({ config, userPoolId, userPoolClientId, region }) => {
      const wrong = [
        config.userPoolId === userPoolId ? '' : `the pool ${config.userPoolId} instead of ${userPoolId}`,
        config.userPoolClientId === userPoolClientId ? '' : `the client ${config.userPoolClientId}`,
        config.region === region ? '' : `the region ${config.region} instead of ${region}`,
      ].filter((it) => it !== '');
      if (wrong.length === 0) return undefined;
      return `config.json names ${wrong.join(' and ')}: nobody can sign in. Run "npm run deploy", which writes it anew.`;
    },
  },
  {
    name: 'the app may talk to what config.json names',
    examine: ({ contentSecurityPolicy, config, expectedFilesUrl }) => {
      if (contentSecurityPolicy === '') {
        return 'The app comes without a Content-Security-Policy. Restore WebHeaders of template.yaml at the distribution and deploy it.';
      }
      const connect = directive(contentSecurityPolicy, 'connect-src');
      const image = directive(contentSecurityPolicy, 'img-src');
      const blocked = [
        ...[expectedFilesUrl, config.dualStackFilesUrl ?? expectedFilesUrl, config.userPoolEndpoint]
          .map(originOf)
          .filter((it) => !connect.includes(it)),
        ...[expectedFilesUrl].map(originOf).filter((it) => !image.includes(it)),
      ];
      if (blocked.length === 0) return undefined;
      return `The Content-Security-Policy does not name ${[...new Set(blocked)].join(' and ')}, which config.json does: browsers refuse to go there. Deploy stack and app together with "npm run deploy".`;
    },
  },
];

function directive(policy: string, name: string): readonly string[] {
  const found = policy.split(';').map((it) => it.trim().split(/\s+/));
  return found.find(([first]) => first === name)?.slice(1) ?? [];
}
