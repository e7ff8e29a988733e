import { corsSetting } from './cors.ts';
import { encryptionSetting } from './encryption.ts';
import { lifecycleSetting } from './lifecycle.ts';
import { ownershipSetting } from './ownership.ts';
import { policySetting } from './policy.ts';
import { publicAccessBlockSetting } from './public-access-block.ts';
import type { Setting } from './setting.ts';
import { taggingSetting } from './tagging.ts';
import { versioningSetting } from './versioning.ts';

export type { Setting } from './setting.ts';

export const settings: readonly Setting[] = [
  corsSetting,
  encryptionSetting,
  lifecycleSetting,
  ownershipSetting,
  policySetting,
  publicAccessBlockSetting,
  taggingSetting,
  versioningSetting,
];
