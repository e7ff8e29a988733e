/** What a browser that keeps nothing for the app changes. */
export const storageText = {
  blocked: 'This browser blocks storage for this site. Unfinished uploads cannot be resumed after a reload.',
};
