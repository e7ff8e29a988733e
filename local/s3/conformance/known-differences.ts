export type OracleName = 'SeaweedFS' | 'versitygw';

/** Case → why that server does something else than AWS documents. A line that is no longer true fails the comparison. */
export const knownDifferences: Readonly<Record<OracleName, Readonly<Record<string, string>>>> = {
  SeaweedFS: {},
  versitygw: {},
};
