import { deviceStorage } from '../storage/safe-storage.ts';

/** How a folder is shown. */
export interface ListView {
  readonly layout: 'list' | 'grid';
  readonly density: 'roomy' | 'compact';
}

const usualView: ListView = { layout: 'list', density: 'roomy' };

const keyOf = (userId: string | undefined): string => `airlock.files.view.${userId ?? ''}`;

/** Returns the view that a person chose last on this device. */
export function rememberedView(userId: string | undefined): ListView {
  const [layout = '', density = ''] = (deviceStorage.get(keyOf(userId)) ?? '').split(' ');
  return {
    layout: layout === 'grid' ? 'grid' : usualView.layout,
    density: density === 'compact' ? 'compact' : usualView.density,
  };
}

export function rememberView(userId: string | undefined, { layout, density }: ListView): void {
  deviceStorage.set(keyOf(userId), `${layout} ${density}`);
}
