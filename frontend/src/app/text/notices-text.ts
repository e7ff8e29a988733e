/** Texts of the messages at the bottom of the page. */
export const noticesText = { title: 'Messages', close: 'Close message', progress: 'Progress' };
