import { auditMutants } from './audit.ts';
import { accountMutants } from './account.ts';
import { archiveMutants } from './archives.ts';
import { batchMutants } from './batches.ts';
import { callerMutants } from './caller.ts';
import { changeRuleMutants } from './change-rules.ts';
import { changeMutants } from './changes.ts';
import { diskMutants } from './disk.ts';
import { downloadMutants } from './downloads.ts';
import { endedSessionsMutants } from './ended-sessions.ts';
import { edgeMutants } from './edge.ts';
import { fieldMutants } from './fields.ts';
import { fileMutants } from './files.ts';
import { forgettingMutants } from './forgetting.ts';
import { iamMutants } from './iam.ts';
import { inputMutants } from './input.ts';
import { isolationMutants } from './isolation.ts';
import { listLimitMutants } from './list-limit.ts';
import { longChangeMutants } from './long-changes.ts';
import type { Mutant } from './mutant.ts';
import { moveRuleMutants } from './move-rules.ts';
import { organiseFieldMutants } from './organise-fields.ts';
import { organiseMutants } from './organise.ts';
import { packageMutants } from './packages.ts';
import { passwordMutants } from './passwords.ts';
import { previewMutants } from './previews.ts';
import { refusedFileMutants } from './refused-files.ts';
import { searchMutants } from './search.ts';
import { signatureMutants } from './signatures.ts';
import { sigV4Mutants } from './sigv4.ts';
import { standInMutants } from './stand-ins.ts';
import { takeoverMutants } from './takeover.ts';
import { tokenMutants } from './tokens.ts';
import { uploadMutants } from './uploads.ts';
import { urlHolderMutants } from './url-holder.ts';
import { urlMutants } from './urls.ts';
import { userPoolMutants } from './user-pool.ts';
import { validationMutants } from './validation.ts';
import { workflowMutants } from './workflow.ts';

export const mutants: readonly Mutant[] = [
  ...callerMutants,
  ...inputMutants,
  ...fileMutants,
  ...batchMutants,
  ...searchMutants,
  ...downloadMutants,
  ...archiveMutants,
  ...diskMutants,
  ...previewMutants,
  ...forgettingMutants,
  ...edgeMutants,
  ...signatureMutants,
  ...uploadMutants,
  ...changeMutants,
  ...changeRuleMutants,
  ...moveRuleMutants,
  ...refusedFileMutants,
  ...longChangeMutants,
  ...organiseMutants,
  ...organiseFieldMutants,
  ...fieldMutants,
  ...listLimitMutants,
  ...tokenMutants,
  ...accountMutants,
  ...isolationMutants,
  ...validationMutants,
  ...urlMutants,
  ...urlHolderMutants,
  ...sigV4Mutants,
  ...standInMutants,
  ...userPoolMutants,
  ...workflowMutants,
  ...iamMutants,
  ...packageMutants,
  ...passwordMutants,
  ...endedSessionsMutants,
  ...takeoverMutants,
  ...auditMutants,
];
