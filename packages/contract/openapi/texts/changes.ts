import type { OperationText } from './operation-text.ts';

const path = 'reports/2026/q3 Übersicht.pdf';
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const versionId = '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY';
const movedTo = 'archive/q3 Übersicht.pdf';
const changeId = '0u1xq3z8k-5f8f0f7e6d1c4f0e';

const withoutUndo = {
  changeId,
  kind: 'delete',
  state: 'done',
  first: { path },
  itemCount: 1,
  doneCount: 1,
  totalCount: 1,
  failedCount: 0,
  failed: [],
  startedAt: '2026-11-24T12:00:00.000Z',
  endedAt: '2026-11-24T12:00:00.210Z',
} as const;

const change = { ...withoutUndo, undo: { operation: 'restore-files', request: { change: changeId } } } as const;

const howItGoesOn =
  'Up to 1,000 files are done before the answer (200). With more, the answer is 202 and the work goes on by itself; ' +
  'show-change says how far it is. A file that cannot be done is named in `failed`, and the others are done.';

/** Texts of docs/openapi.yaml about what happens to files that are there. */
export const changesTexts = {
  'delete-files': {
    requestExample: { items: [{ path, etag }, { folder: 'reports/2026/drafts' }] },
    summary: 'Delete files and folders',
    description:
      'Moves the files to the trash, from where they can be restored until S3 removes them. Only the version that has ' +
      'the given ETag is deleted; a version that somebody stored meanwhile stays and is named `changed-meanwhile`. Give ' +
      `either \`items\` or the id of a \`change\` that restored files. ${howItGoesOn}`,
    answerDescription: 'What was deleted, and how to undo it.',
    answerExample: { change },
  },
  'restore-files': {
    requestExample: { change: changeId },
    summary: 'Restore deleted files, or undo a deletion',
    description:
      'Makes the last version of each deleted file current again. Nothing is copied, so it takes the same time for any ' +
      'size. A name that is taken stays as it is and is named `already-exists`. Give either `items` or the id of a ' +
      `\`change\` that deleted files. ${howItGoesOn}`,
    answerDescription: 'What was restored, and how to undo it.',
    answerExample: {
      change: { ...change, kind: 'restore', undo: { operation: 'delete-files', request: { change: changeId } } },
    },
  },
  'purge-files': {
    requestExample: { items: [{ path, versionId }] },
    summary: 'Delete files in the trash for ever',
    description:
      'Removes every version of each file that is in the trash. This cannot be undone. A file that is not in the trash ' +
      `with this last version stays as it is and is named. ${howItGoesOn}`,
    answerDescription: 'What was removed.',
    answerExample: { change: { ...withoutUndo, kind: 'purge' } },
  },
  'move-files': {
    requestExample: {
      items: [
        { path, etag, to: movedTo },
        { folder: 'reports/2025', to: 'archive/2025' },
      ],
      onConflict: 'fail',
    },
    summary: 'Move or rename files and folders',
    description:
      'Copies each file to its new name, compares the checksums and deletes the file at its old name, which happens only ' +
      'while the version with the given ETag is current. A name that is taken is never overwritten: the item fails as ' +
      '`already-exists` or, with `keep-both`, gets a name with a number. A folder is one thing: where its new name is taken, ' +
      'none of it is moved, or all of it goes to a folder with a number. Earlier versions stay at the old name, in the ' +
      'trash. A file that is at both names afterwards, because it may not be deleted, is named `only-copied`. A request ' +
      'whose items contradict each other is refused as a whole. Give either `items` or the id of a ' +
      `\`change\` that moved files, which are moved back. ${howItGoesOn}`,
    answerDescription: 'What was moved, and how to undo it.',
    properties: {
      to: 'New path. In an answer, that of the first item, which may have got a number.',
      onConflict: 'What happens to an item whose new name is taken. `fail` when it is absent.',
    },
    answerExample: {
      change: {
        ...change,
        kind: 'move',
        to: movedTo,
        undo: { operation: 'move-files', request: { change: changeId } },
      },
    },
  },
  'copy-files': {
    requestExample: { items: [{ path, etag, to: movedTo }], onConflict: 'keep-both' },
    summary: 'Copy files and folders',
    description:
      'Copies each file to its new name and compares the checksums, under the rules of move-files. Content type and ' +
      `metadata are kept; tags are not. Deleting with the id of the change undoes it. ${howItGoesOn}`,
    answerDescription: 'What was copied, and how to undo it.',
    answerExample: {
      change: {
        ...change,
        kind: 'copy',
        to: movedTo,
        undo: { operation: 'delete-files', request: { change: changeId } },
      },
    },
  },
  'list-trash': {
    requestExample: { folder: 'reports' },
    summary: 'List deleted files',
    description:
      'One page of the deleted files below a folder, at any depth, in the order of UTF-8 bytes. An empty folder is listed ' +
      'as its marker, whose path ends with a slash. A page may be empty and still have a `cursor`; only the absence of ' +
      '`cursor` says that it is the last.',
    answerDescription: 'Deleted files of this page.',
    properties: {
      files: 'Deleted files.',
      deletedAt: 'When the file was deleted. ISO 8601, UTC.',
      purgedAt: 'From this moment on S3 may remove the file for ever. ISO 8601, UTC.',
    },
    answerExample: {
      files: [
        {
          path,
          versionId,
          sizeBytes: 182_044,
          deletedAt: '2026-11-24T12:00:00.000Z',
          purgedAt: '2026-12-25T00:00:00.000Z',
        },
      ],
    },
  },
  'list-versions': {
    requestExample: { path },
    summary: 'List the versions of a file',
    description:
      'One page of the versions and deletions of one file, the newest first. A file that never was has none.',
    answerDescription: 'Versions of this page.',
    properties: {
      versions: 'Versions and deletions of the file.',
      storedAt: 'When this version was stored, or the file deleted. ISO 8601, UTC.',
      isDeletion: 'Whether this version says that the file was deleted.',
      isCurrent: 'Whether this version is the current one.',
    },
    answerExample: {
      versions: [
        {
          versionId,
          sizeBytes: 182_044,
          storedAt: '2026-11-24T12:00:00.000Z',
          etag,
          isDeletion: false,
          isCurrent: true,
        },
      ],
    },
  },
  'restore-version': {
    requestExample: { path, versionId, replaces: etag },
    summary: 'Make an earlier version current',
    description:
      'Stores a copy of an earlier version as the current version, in place of the version whose ETag is `replaces`; ' +
      'that one becomes an earlier version. When it is no longer current, the answer is `changed-meanwhile`. Up to ' +
      '16 GiB is copied within the call; a version that takes longer is `too-large-to-copy`.',
    answerDescription: 'The file as it is now.',
    answerExample: {
      path,
      sizeBytes: 182_044,
      modifiedAt: '2026-11-24T12:00:00.000Z',
      etag,
      crc64nvme: 'rosUhgp5mIg=',
      undo: { operation: 'restore-version', request: { path, versionId, replaces: etag } },
    },
  },
  'list-changes': {
    requestExample: {},
    summary: 'List recent changes',
    description: "The caller's changes of the last 7 days, the newest first, with those that are still running.",
    answerDescription: 'Changes of this page.',
    properties: { changes: 'Changes, the newest first.' },
    answerExample: { changes: [change] },
  },
  'show-change': {
    requestExample: { changeId },
    summary: 'Show how far a change is',
    description: 'Answers one change of the last 7 days.',
    answerDescription: 'The change as it is now.',
    answerExample: { change },
  },
  'stop-change': {
    requestExample: { changeId },
    summary: 'Stop a change',
    description:
      'Asks a change that is running to stop. It ends as `stopped` in a moment, when what is under way is done. What is done ' +
      'stays done and can be undone. A change that has ended is answered as it is.',
    answerDescription: 'The change as it is now.',
    answerExample: { change: { ...withoutUndo, state: 'running' } },
  },
} as const satisfies Record<string, OperationText>;
