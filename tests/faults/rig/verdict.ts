import { sentAgain } from './requests.ts';
import type { FaultCase } from './fault-case.ts';
import type { Scene } from './scene.ts';

/** Returns the problems in what the case left behind; empty when there are none. */
export async function problemsOf(
  scene: Scene,
  { outcome, versionsOfOthers = 0 }: Pick<FaultCase, 'outcome' | 'versionsOfOthers'>,
): Promise<string[]> {
  const { storage } = scene.rig;
  const versions = await storage.versions(scene.fileName);
  const open = await storage.openUploads(scene.fileName);
  const again = sentAgain(scene.s3.exchanges);
  const wanted = versionsOfOthers + (outcome === 'stored' ? 1 : 0);
  const found: string[] = [];
  if (versions.length !== wanted) found.push(`${versions.length} versions instead of ${wanted}`);
  if (open.length > 0) found.push(`${open.length} open uploads`);
  if (again.length > 0) found.push(`sent again although acknowledged: ${again.join(', ')}`);
  const [key] = versions;
  if (key !== undefined && (await storage.sha256(key)) !== scene.sha256) found.push('other bytes are stored');
  return found;
}
