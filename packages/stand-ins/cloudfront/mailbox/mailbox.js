const base = '/_local/mailbox';
const copiedForMs = 2000;
const retryMs = 2000;
const byId = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

let shown;

/** Puts the new mails on top. The existing ones stay in place, so that nobody loses the focus. */
function show(mails) {
  const list = byId('mails');
  const isFirst = shown === undefined;
  shown ??= new Set();
  const fresh = mails.filter(({ id }) => !shown.has(id));
  for (const mail of fresh.toReversed()) {
    shown.add(mail.id);
    list.prepend(itemOf(mail));
  }
  byId('empty').hidden = mails.length > 0;
  if (!isFirst && fresh.length > 0) byId('status').textContent = `New mail to ${fresh[0].to}: ${fresh[0].subject}`;
}

function itemOf({ to, subject, text = '', label, secret, at }) {
  const item = byId('mail').content.cloneNode(true);
  const put = (selector, text) => (item.querySelector(selector).textContent = text);
  put('h2', subject);
  put('.text', text);
  item.querySelector('.text').hidden = text === '';
  put('.to', to);
  put('time', time.format(new Date(at)));
  item.querySelector('time').dateTime = at;
  put('.label', label);
  put('.secret code', secret);
  const button = item.querySelector('button');
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${label} for ${to}`);
  button.addEventListener('click', () => void copy(button, secret));
  return item;
}

async function copy(button, secret) {
  await navigator.clipboard.writeText(secret);
  button.textContent = 'Copied';
  byId('status').textContent = 'Copied.';
  setTimeout(() => (button.textContent = 'Copy'), copiedForMs);
}

/** The key stands in the fragment of the address, which browsers send to nobody. */
const ask = (path) =>
  fetch(`${base}/${path}`, { headers: { Authorization: `Bearer ${location.hash.slice(1)}` }, cache: 'no-store' });

/** Says the one thing that is wrong, if any. */
function say(problem) {
  for (const id of ['locked', 'problem']) byId(id).hidden = id !== problem;
  if (problem !== undefined) byId('empty').hidden = true;
}

async function load() {
  const response = await ask('mails');
  if (response.status === 401) throw new Locked();
  if (!response.ok) throw new Error(String(response.status));
  show(await response.json());
  say(undefined);
}

class Locked extends Error {}

/** Loads the mails, and again each time the stack says that one has come. Ends when the stack does. */
async function follow() {
  const events = await ask('events');
  if (events.status === 401) throw new Locked();
  const reader = events.body.getReader();
  // The first text says that the stream is open, so that no mail is lost in between.
  for (let read = await reader.read(); !read.done; read = await reader.read()) await load();
}

async function run() {
  try {
    await follow();
    say('problem');
  } catch (error) {
    say(error instanceof Locked ? 'locked' : 'problem');
    if (error instanceof Locked) return;
  }
  setTimeout(() => void run(), retryMs);
}

addEventListener('hashchange', () => location.reload());
void run();
