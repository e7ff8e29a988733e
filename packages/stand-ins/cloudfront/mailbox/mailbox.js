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

async function load() {
  try {
    const response = await fetch(`${base}/mails`);
    if (!response.ok) throw new Error(String(response.status));
    show(await response.json());
    byId('problem').hidden = true;
  } catch {
    byId('problem').hidden = false;
    byId('empty').hidden = true;
    setTimeout(() => void load(), retryMs);
  }
}

// The browser opens this again after the stack was down. Mails that came meanwhile are fetched then.
const events = new EventSource(`${base}/events`);
events.addEventListener('mail', () => void load());
events.addEventListener('open', () => void load());
void load();
