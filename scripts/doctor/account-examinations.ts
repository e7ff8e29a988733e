import type { Examination } from './examination.ts';

/** New accounts may run 10 functions at once; AWS's own default is 1,000. A page of the app alone asks for a handful. */
const fewFunctions = 100;
/** A sign-in takes two or three calls. AWS's own default is 120 per second. */
const fewSignIns = 30;

const raise = (service: string, quota: string, value: number, region: string): string =>
  `Ask AWS for more with "aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${quota} --desired-value ${value} --region ${region}".`;

/** Examines the limits of the account, which are not of the stack, and what keeps the stack from being deleted. */
export const accountExaminations: readonly Examination[] = [
  {
    name: 'the account runs enough functions at once',
    examine: ({ functionLimit, region }) =>
      functionLimit.atOnce >= fewFunctions
        ? undefined
        : `This account runs at most ${functionLimit.atOnce} functions at once in ${region}, as new accounts do: a few people together get errors. ${raise('lambda', 'L-B99A9384', 1000, region)} Run the doctor again when it is granted.`,
  },
  {
    name: 'the account takes as many requests as the stack',
    examine: ({ apiLimit, wanted, region }) =>
      apiLimit.requestsPerSecond >= wanted.requestsPerSecond && apiLimit.burst >= wanted.requestBurst
        ? undefined
        : `API Gateway takes ${apiLimit.requestsPerSecond} requests per second and ${apiLimit.burst} at once from all APIs of this account in ${region}, less than the parameters RequestsPerSecond and RequestBurst say (${wanted.requestsPerSecond} and ${wanted.requestBurst}). ${raise('apigateway', 'L-8A5B8E43', 10_000, region)} Or set the parameters lower.`,
  },
  {
    name: 'the account lets enough people sign in at once',
    examine: ({ signInLimit: { perSecond, quotaCode }, region }) => {
      if (perSecond === undefined) {
        return 'AWS Service Quotas does not say how many people may sign in at once. Look at "Rate of UserAuthentication requests" of Amazon Cognito in the console of Service Quotas. Run the doctor again another day.';
      }
      if (perSecond >= fewSignIns) return undefined;
      return `Cognito takes ${perSecond} sign-in requests per second from this account in ${region}: a team that begins at nine is refused. ${raise('cognito-idp', quotaCode, 120, region)} Run the doctor again when it is granted.`;
    },
  },
  {
    name: 'a production stack cannot be deleted by mistake',
    examine: ({ stackName, region, protection }) =>
      protection.isProduction && !protection.isOn
        ? `Termination protection of ${stackName ?? ''} is off. Run "aws cloudformation update-termination-protection --enable-termination-protection --stack-name ${stackName ?? ''} --region ${region}".`
        : undefined,
  },
];
