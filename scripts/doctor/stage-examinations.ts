import { restore, type Examination } from './examination.ts';

/** Examines the API as it is deployed, which is not always as the stack has it. */
export const stageExaminations: readonly Examination[] = [
  {
    name: 'the API has one stage',
    examine: ({ stage: { names, restApiId } }) => {
      const others = names.filter((it) => it !== 'api');
      if (!names.includes('api')) return `The API ${restApiId} has no stage "api". Run "npm run deploy".`;
      if (others.length === 0) return undefined;
      return `The API also answers at the stage ${others.join(', ')}, without limits, log and alarms. Run "aws apigateway delete-stage --rest-api-id ${restApiId} --stage-name ${others[0] ?? ''}".`;
    },
  },
  {
    name: 'the stage shows the API of the stack',
    examine: ({ stage }) =>
      stage.isOutdated && stage.names.includes('api')
        ? 'The stage of the API is older than the last change of the stack, so changed parameters may not have reached it. Run "npm run deploy", which deploys it again.'
        : undefined,
  },
  {
    name: 'the API answers the app from DevOrigin',
    examine: (facts) => {
      const { apiOrigin, wanted } = facts;
      if (apiOrigin === '*') return `CORS of the API lets every origin in. ${restore(facts)}`;
      if (apiOrigin === '' && wanted.devOrigin === '') {
        return 'The API does not answer what a browser asks before a request (OPTIONS /files), so nothing is known of its CORS. Run the doctor again in a minute, then "npm run deploy".';
      }
      if (wanted.devOrigin === '' || apiOrigin === wanted.devOrigin) return undefined;
      return `CORS of the API lets ${apiOrigin === '' ? 'nobody' : apiOrigin} in, not ${wanted.devOrigin} as the parameter DevOrigin says. Run "npm run deploy", which deploys the stage again.`;
    },
  },
  {
    name: 'the stage limits requests',
    examine: (facts) => {
      const { stage, wanted } = facts;
      if (stage.requestsPerSecond === wanted.requestsPerSecond || !stage.names.includes('api')) return undefined;
      const now = stage.requestsPerSecond === undefined ? 'not at all' : `to ${stage.requestsPerSecond} per second`;
      return `The stage limits requests ${now}, not to ${wanted.requestsPerSecond} as the parameter RequestsPerSecond says. ${restore(facts)}`;
    },
  },
  {
    name: 'the API writes a log',
    examine: (facts) =>
      facts.stage.hasAccessLog || !facts.stage.names.includes('api')
        ? undefined
        : `The stage of the API writes no access log, so no request can be found by its id. ${restore(facts)}`,
  },
];
