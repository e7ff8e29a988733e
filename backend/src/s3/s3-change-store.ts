import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import type { Caller } from '../caller.ts';
import { changeRecord, copyNotes, slicePlan } from '../changes/change-record.ts';
import type { ChangeRecord, CopyNote, SlicePlan } from '../changes/change-record.ts';
import type { ChangeIdPage, ChangeStore, NotesPlace, SlicePlace, StoredRecord } from '../changes/change-store.ts';
import type { Bucket } from './bucket.ts';
import { listFilledPage } from './list-objects.ts';
import { required } from './required.ts';
import { errorName, isForbidden, rethrowKnown, toKnownError, wasRepeated } from './s3-error.ts';

interface StoredText {
  readonly text: string;
  readonly etag: string;
}

type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

/** Stores the records and plans of changes as JSON objects of one bucket, each written with a condition. */
export class S3ChangeStore implements ChangeStore {
  readonly #bucket: Bucket;

  constructor(client: S3Client, bucket: string) {
    this.#bucket = { client, name: bucket };
  }

  async create(caller: Caller, record: ChangeRecord): Promise<void> {
    if (await this.#write(recordKey(caller, record.changeId), record, { IfNoneMatch: '*' })) return;
    throw new Error('There is a change with this id.');
  }

  async read(caller: Caller, changeId: string): Promise<StoredRecord | undefined> {
    const stored = await this.#read(recordKey(caller, changeId));
    if (stored === undefined) return undefined;
    return { record: v.parse(changeRecord, JSON.parse(stored.text)), etag: stored.etag };
  }

  replace(caller: Caller, record: ChangeRecord, etag: string): Promise<boolean> {
    return this.#write(recordKey(caller, record.changeId), record, { IfMatch: etag });
  }

  async list(caller: Caller, { limit, after }: { limit: number; after?: string }): Promise<ChangeIdPage> {
    const prefix = recordsPrefix(caller);
    const { Contents = [], IsTruncated } = await listFilledPage(this.#bucket.client, {
      Bucket: this.#bucket.name,
      Prefix: prefix,
      Delimiter: '/',
      MaxKeys: limit,
      StartAfter: after === undefined ? undefined : recordKey(caller, after),
    }).catch(rethrowKnown);
    const changeIds = Contents.map(({ Key }) => required(Key, 'Key').slice(prefix.length, -suffix.length));
    const next = required(IsTruncated, 'IsTruncated') ? changeIds.at(-1) : undefined;
    return { changeIds, ...(next !== undefined && { next }) };
  }

  createPlan(caller: Caller, place: SlicePlace, plan: SlicePlan): Promise<boolean> {
    return this.#write(planKey(caller, place), plan, { IfNoneMatch: '*' });
  }

  async readPlan(caller: Caller, place: SlicePlace): Promise<SlicePlan | undefined> {
    const stored = await this.#read(planKey(caller, place));
    return stored && v.parse(slicePlan, JSON.parse(stored.text));
  }

  createNotes(caller: Caller, place: NotesPlace, notes: readonly CopyNote[]): Promise<boolean> {
    return this.#write(notesKey(caller, place), notes, { IfNoneMatch: '*' });
  }

  async readNotes(caller: Caller, place: NotesPlace): Promise<readonly CopyNote[] | undefined> {
    const stored = await this.#read(notesKey(caller, place));
    return stored && v.parse(copyNotes, JSON.parse(stored.text));
  }

  async #read(key: string): Promise<StoredText | undefined> {
    try {
      const { Body, ETag } = await this.#bucket.client.send(
        new GetObjectCommand({ Bucket: this.#bucket.name, Key: key }),
      );
      return { text: required(await Body?.transformToString(), 'Body'), etag: required(ETag, 'ETag') };
    } catch (error) {
      if (errorName(error) === 'NoSuchKey') return undefined;
      // GET carries no prefix, so a role whose s3:ListBucket is limited to one gets 403 for a missing key too.
      if (isForbidden(error) && !(await this.#exists(key))) return undefined;
      throw toKnownError(error);
    }
  }

  async #exists(key: string): Promise<boolean> {
    const command = new ListObjectsV2Command({ Bucket: this.#bucket.name, Prefix: key, MaxKeys: 1 });
    const { Contents = [] } = await this.#bucket.client.send(command).catch(rethrowKnown);
    return Contents.some(({ Key }) => Key === key);
  }

  /** Writes JSON. Returns false when the condition does not hold, or somebody else was quicker. */
  async #write(
    key: string,
    value: ChangeRecord | SlicePlan | readonly CopyNote[],
    condition: Condition,
  ): Promise<boolean> {
    const text = JSON.stringify(value);
    const object = { Bucket: this.#bucket.name, Key: key, Body: text, ContentType: 'application/json' };
    try {
      await this.#bucket.client.send(new PutObjectCommand({ ...object, ...condition }));
      return true;
    } catch (error) {
      if (!lostCodes.has(errorName(error) ?? '')) throw toKnownError(error);
      // The SDK repeats a write whose answer was lost, and the repetition meets what the first attempt stored.
      return wasRepeated(error) && (await this.#read(key))?.text === text;
    }
  }
}

/** S3's codes for a condition that does not hold; NoSuchKey is that of If-Match for an object that is gone. */
const lostCodes: ReadonlySet<string> = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

const suffix = '.json';
const recordsPrefix = ({ id }: Caller): string => `changes/${id}/`;
const recordKey = (caller: Caller, changeId: string): string => recordsPrefix(caller) + changeId + suffix;
const sliceKey = ({ id }: Caller, { changeId, slice }: SlicePlace): string =>
  `slices/${id}/${changeId}/${String(slice).padStart(6, '0')}`;
const planKey = (caller: Caller, place: SlicePlace): string => sliceKey(caller, place) + suffix;
const notesKey = (caller: Caller, place: NotesPlace): string =>
  `${sliceKey(caller, place)}.notes-${place.number}${suffix}`;
