/**
 * The frame of the app and the pages behind its navigation. They are one part of the app: what they have in common is in fewer files,
 * and each page opens at once, also when the network is gone by then.
 */
export { ActivityPage } from '../changes/activity/activity-page.ts';
export { TrashPage } from '../changes/trash/trash-page.ts';
export { FolderPage } from './folder-page.ts';
export { WorkspacePage } from './workspace-page.ts';
