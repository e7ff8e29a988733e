/**
 * What a value other than the default, or more of it, adds to the bill. The prices are those of docs/cost.md. A parameter that is
 * not here changes no cost of its own.
 */
export const costs: Readonly<Record<string, string>> = {
  Audit: 'on: 0.10 per 100,000 reads and writes of files, and the storage of their records',
  AuditDays: 'storage of the records',
  AlarmEmail: 'nothing for the first 1,000 mails a month',
  ChangesPerSecond: 'bounds what somebody who asks all the time can cost',
  Dashboard: '3.00 a month for each dashboard after the third of the account',
  FilesKmsKeyArn: '1.00 a month for a key of your own, and 0.03 per 10,000 calls of KMS',
  KeptVersions: 'storage of what was replaced many times',
  LogLevel: '0.50 per GB that is logged',
  LogRetentionDays: '0.03 a month per GB that is kept',
  MaxFileBytes: 'bounds what one file can cost',
  MaxOpenUploads: 'bounds what is stored of unfinished uploads',
  MonthlyBudgetUsd: 'nothing',
  NoncurrentDays: 'storage of what was deleted or replaced',
  OpenUploads: '0.30 a month for its alarm on three metrics; 0 saves it',
  RegionalWebAclArn: '5.00 a month for the web ACL, 1.00 per rule, 0.60 per million requests',
  RequestsPerSecond: 'bounds what somebody who asks all the time can cost',
  ScopedCredentials: 'no money, but time',
  SearchesPerSecond: 'bounds what somebody who asks all the time can cost',
  ThreatProtection: 'audit, enforced: 0.02 a month for each active user, and none is free',
  Tracing: 'Active: 5.00 per million traces after the first 100,000 a month',
  UnfinishedUploadDays: 'storage of the parts of unfinished uploads',
  WebAclArn: '5.00 a month for the web ACL, 1.00 per rule, 0.60 per million requests',
};
