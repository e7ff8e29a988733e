import { attributeCases } from './attribute.cases.ts';
import { settingCases } from './setting.cases.ts';
import { bucketCases } from './bucket.cases.ts';
import { conditionCases } from './condition.cases.ts';
import { copyChecksumCases } from './copy-checksum.cases.ts';
import { allCopyCases } from './copy.cases.ts';
import { corsCases } from './cors.cases.ts';
import { downloadCases } from './download.cases.ts';
import { listCases } from './list.cases.ts';
import { multipartCases } from './multipart.cases.ts';
import { multipartChecksumCases } from './multipart-checksum.cases.ts';
import { multipartConditionCases } from './multipart-condition.cases.ts';
import { multipartDefaultChecksumCases } from './multipart-default-checksum.cases.ts';
import { multipartListCases } from './multipart-list.cases.ts';
import { multipartRefusalCases } from './multipart-refusal.cases.ts';
import { publicAccessCases } from './public-access.cases.ts';
import { partDownloadCases } from './part-download.cases.ts';
import { signatureCases } from './signature.cases.ts';
import { tagCases } from './tag.cases.ts';
import { uploadCases } from './upload.cases.ts';
import { versionCases } from './version.cases.ts';
import type { Case } from '../testing/case.ts';
import { Client } from '../testing/client.ts';
import type { Target } from '../testing/target.ts';

export type { Case } from '../testing/case.ts';
export { corsRules, type Target } from '../testing/target.ts';

/** What any S3 must do, seen from the client's side. The sources are AWS's documents, not this repository's client. */
export const conformanceCases: readonly Case[] = [
  ...signatureCases,
  ...uploadCases,
  ...conditionCases,
  ...downloadCases,
  ...multipartCases,
  ...multipartRefusalCases,
  ...multipartChecksumCases,
  ...multipartDefaultChecksumCases,
  ...multipartConditionCases,
  ...multipartListCases,
  ...partDownloadCases,
  ...listCases,
  ...allCopyCases,
  ...copyChecksumCases,
  ...attributeCases,
  ...versionCases,
  ...corsCases,
  ...tagCases,
  ...bucketCases,
  ...settingCases,
  ...publicAccessCases,
];

/** Runs every case and returns the failures by the name of the case. Never throws for a failed case. */
export async function runConformance(target: Target): Promise<ReadonlyMap<string, Error>> {
  const client = new Client(target);
  const failures = new Map<string, Error>();
  for (const { name, run } of conformanceCases) {
    try {
      await run(client);
    } catch (error) {
      failures.set(name, error instanceof Error ? error : new Error(String(error)));
    }
  }
  return failures;
}
