interface PermissionsPage {
  /** Table of the actions on the files of users. */
  readonly files: string;
  /** Table of the actions on the records of changes. */
  readonly state: string;
  /** Number of the S3 actions that were asked for. */
  readonly asked: number;
}

const aboutRecords = `- A record is written only with \`If-None-Match: *\` or \`If-Match\`, for which S3 wants \`s3:GetObject\`. No function deletes one:
  the lifecycle of the bucket does.
- Without \`s3:ListBucket\` a record that does not exist would look like a forbidden one.
`;

const aboutOthers = `- Besides S3: the log group of functions, X-Ray when \`Tracing\` is on, and for \`DeleteFiles\`, \`RestoreFiles\`, \`PurgeFiles\`, \`MoveFiles\`
  and \`CopyFiles\` \`states:StartExecution\` on the workflow of changes.
- The functions that the user pool calls reach nothing in S3. \`PreTokenGeneration\` and \`CustomMessage\` may write the log and nothing
  else, \`PostConfirmation\` also end the sessions of a person of this pool (\`cognito-idp:AdminUserGlobalSignOut\`).
`;

/** Returns docs/permissions.md with its tables. */
export function permissionsPage({ files, state, asked }: PermissionsPage): string {
  return `<!-- Written by \`npm run permissions\`: do not edit. -->

# What each function may do in S3

Each function has a role of its own. The tables show what IAM's rules allow with that role and the bucket's policy,
evaluated on \`template.yaml\` for each of the ${asked} S3 actions that exist for an object or a bucket; what is not in them
is denied.

## The files of users

Object actions are allowed on \`users/*\` only; \`s3:ListBucket\` and \`s3:ListBucketVersions\` need a prefix below \`users/\`.

${files}

**Two functions, \`RestoreFiles\` and \`PurgeFiles\`, may remove versions** (\`s3:DeleteObjectVersion\`), and no other role of the
stack: restoring removes the delete marker of a file, purging removes every version of a file in the trash. What all other
functions delete or replace stays as a version for \`NoncurrentDays\`.

- \`s3:DeleteObject\` hides a file behind a delete marker. \`DeleteFiles\` names the ETag of each file, for which S3 wants
  \`s3:GetObject\`.
- \`MoveFiles\` and \`CopyFiles\` read the file and write the copy (\`s3:GetObject\`, \`s3:PutObject\` with \`If-None-Match: *\`), in parts where it is
  large (\`s3:ListMultipartUploadParts\`, \`s3:AbortMultipartUpload\`). \`MoveFiles\` deletes the source by its ETag and looks in its versions
  (\`s3:ListBucketVersions\`) whether it was replaced; \`CopyFiles\` deletes only a copy of its own whose checksum is wrong.
- \`s3:GetObjectVersion\` signs the download of an earlier version (\`PresignGet\`, \`PresignGetBatch\`) and reads the version that is copied
  (\`RestoreVersion\`). A copy has no tags, so no function reads or writes tags.
- \`s3:PutObject\` signs uploads. The bucket policy takes a file only with \`If-None-Match: *\` or \`If-Match\`; S3 wants
  \`s3:GetObject\` for the latter. A part needs no condition, the completion does.
- \`CompleteUpload\` compares the parts with the plan (\`s3:ListMultipartUploadParts\`), completes (\`s3:PutObject\`, which is
  also what S3 calls completing), and finds the answer of an earlier call (\`s3:GetObject\`; \`s3:ListBucket\`, without which
  a missing file looks like a forbidden one).
- \`CreateFolder\` says that a name is taken (\`s3:ListBucket\`) and stores the empty object that is a folder.
- \`StartUpload\` says early that a name is taken (\`s3:ListBucket\`) and counts the caller's unfinished uploads.
- \`s3:ListBucketMultipartUploads\` has no condition on the prefix in IAM. \`ListUploads\` and \`StartUpload\` could see the keys of
  all unfinished uploads, no bytes; their code asks for the caller's alone.
- With \`FilesKmsKeyArn\`: \`kms:GenerateDataKey\` and \`kms:Decrypt\` on that key for what writes, \`kms:Decrypt\` for what reads
  or lists parts.
- With \`ScopedCredentials\` on, what signs URLs may do nothing in S3 itself, only assume a role of its own: \`PresignGet\` assumes
  \`PresignGetCallerRole\`, and so on. Such a role may do what the table says, and a session of it only on the files
  of the caller for whom it was opened.
${aboutOthers}
## The records of changes

Object actions are allowed on \`changes/*\`, and for what starts the workflow on \`slices/*\` too; \`s3:ListBucket\` needs a prefix
below one of these. Functions that are not in the table reach nothing in the StateBucket.

${state}

${aboutRecords}`;
}
