/** Texts for when the app, or a part of it, does not load. */
export const loadingText = {
  starting: 'Airlock is starting. If this takes long, check your network and reload the page.',
  missing: 'Part of Airlock could not be loaded. Check your network, then try again or reload the page.',
  outdated: 'Airlock was updated. Reload the page to go on.',
  nothingLost: 'Unfinished uploads can be resumed after the reload.',
  failed: 'Something unexpected happened. If something looks wrong, reload the page.',
  notStarted: 'Airlock could not start. Reload the page; if it happens again, try another browser.',
  reload: 'Reload',
};
