// Places orders, and follows each of them to its end.

import { ask } from './api.js';
import { byId, clock, copied, element, mark, say, write } from './dom.js';
import { statusAnswered } from './proof.js';
import { ended, kind, words } from './statuses.js';

const AT_ONCE = 3;
const KEPT = 500;
const MEMORY = 'roosa-orders';
const STREAMS = 'roosa-events';

/** By id: {id, placed, status, row}. */
const orders = new Map();
let last;
let chosen = () => {};
let streamed = stored(STREAMS) === 'true';

function stored(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Whether orders can be followed as a stream: an accepted order says so by its links. */
export const isStreamed = () => streamed;

export const onChosen = follow => { chosen = follow; };

function key() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function order(form) {
  const fields = new FormData(form);
  return {
    customerId: fields.get('customerId'), currency: fields.get('currency'),
    items: [{ sku: fields.get('sku'), quantity: Number(fields.get('quantity')), unitPrice: fields.get('unitPrice') }],
    payment: { method: 'CARD', token: 'tok_room' },
    shippingAddress: { name: fields.get('customerId'), line1: 'Long Street 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  };
}

async function place(request) {
  const answer = await ask('POST', '/orders', { headers: request.headers, body: request.body });
  last = { request, answer };
  showRaw();
  return answer;
}

function showRaw() {
  const { request, answer } = last;
  write(byId('raw-request'), `POST /orders\n${lines(Object.entries(request.headers))}\n\n${JSON.stringify(JSON.parse(request.body), null, 2)}`);
  write(byId('raw-answer'), `HTTP ${answer.status} ${answer.words} (${Math.round(answer.took)} ms)\n${lines(answer.headers)}\n\n`
    + (answer.body ? JSON.stringify(answer.body, null, 2) : answer.text));
  byId('curl').disabled = false;
  byId('again').disabled = false;
}

const lines = headers => headers.map(([name, value]) => `${name}: ${value}`).join('\n');

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

export const curl = (path, headers = {}, body) => ['curl -i', quoted(location.origin + path),
  ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`), ...(body ? [`-d ${quoted(body)}`] : [])].join(' ');

function tell(text) {
  write(byId('placed'), text);
  say(text);
}

async function placeMany(count) {
  const body = JSON.stringify(order(byId('place')));
  const buttons = byId('place').querySelectorAll('button[name=count]');
  buttons.forEach(button => { button.disabled = true; });
  let accepted = 0;
  let refused = 0;
  let why = '';
  let left = count;
  const began = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      try {
        const answer = await place({ headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key() }, body });
        if (answer.status === 202) {
          accepted++;
          streamed = Boolean(answer.body.links?.events);
          remember(answer.body.orderId, answer.body.status, Date.now());
          if (count === 1) {
            choose(answer.body.orderId);
          }
        } else {
          refused++;
          why = [answer.body?.detail, ...(answer.body?.errors ?? []).map(error => `${error.pointer} ${error.detail}`)].join('; ');
        }
      } catch {
        refused++;
        why = 'no answer came';
      }
      if (count > 10) {
        write(byId('placed'), `${accepted} of ${count} accepted …`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  buttons.forEach(button => { button.disabled = false; });
  const time = `in ${((performance.now() - began) / 1000).toFixed(1)} s`;
  tell(refused ? `${accepted} accepted, ${refused} not: ${why}` : count === 1 ? 'Accepted with 202: the order is safe from now on.' : `All ${accepted} accepted ${time}.`);
}

async function again() {
  const before = last.answer.body?.orderId;
  try {
    const answer = await place(last.request);
    tell(answer.status === 202 && answer.body.orderId === before ? 'The same key again: the same order, and no second one.'
      : `The same key again was answered ${answer.status}.`);
  } catch {
    tell('The same key again: no answer came.');
  }
}

export function remember(id, status, placed) {
  if (orders.has(id)) {
    return;
  }
  const tag = element('span', { class: 'tag' });
  const when = placed ? clock(placed) : '';
  const button = element('button', { type: 'button', 'data-order': id, onclick: () => choose(id) }, element('span', {}, element('code', {}, `…${id.slice(-8)}`), ' ', when), tag);
  const row = element('li', {}, button);
  byId('list').prepend(row);
  orders.set(id, { id, placed, status, row, button, tag });
  for (const old of [...orders.values()].slice(0, Math.max(0, orders.size - KEPT))) {
    old.row.remove();
    orders.delete(old.id);
  }
  moved(id, status);
}

export function moved(id, status) {
  const known = orders.get(id);
  if (!known) {
    return;
  }
  if (known.status !== status && ended(status)) {
    say(`Order ${id.slice(-8)} ${words(status)}`);
  }
  known.status = status;
  write(known.tag, words(status));
  mark(known.tag, 'data-kind', kind(status));
  const done = [...orders.values()].filter(each => ended(each.status)).length;
  write(byId('tally'), `${orders.size} ${orders.size === 1 ? 'order' : 'orders'} here, ${done} ended. Choose one to see its life.`);
  save();
}

let saving;

function save() {
  saving ??= setTimeout(() => {
    saving = undefined;
    try {
      sessionStorage.setItem(STREAMS, String(streamed));
      sessionStorage.setItem(MEMORY, JSON.stringify([...orders.values()].map(({ id, status, placed }) => [id, status, placed])));
    } catch {
      // A browser that keeps nothing forgets the list with the page; the orders themselves are in the store.
    }
  }, 500);
}

function recall() {
  try {
    JSON.parse(stored(MEMORY) ?? '[]').forEach(([id, status, placed]) => remember(id, status, placed));
  } catch {
    sessionStorage.removeItem(MEMORY);
  }
}

export function choose(id) {
  history.replaceState(null, '', `#order=${id}`);
  show(id);
}

function show(id) {
  orders.forEach(each => mark(each.button, 'aria-current', String(each.id === id)));
  chosen(id);
}

function fromAddress() {
  const id = new URLSearchParams(location.hash.slice(1)).get('order') ?? new URLSearchParams(location.search).get('order');
  if (id) {
    show(id);
  }
}

/** Asks for the statuses of orders that have not ended, a few at a time, each in its turn. */
export async function askStatuses(few) {
  const open = [...orders.values()].filter(each => !ended(each.status)).sort((a, b) => (a.askedAt ?? 0) - (b.askedAt ?? 0)).slice(0, few);
  for (const each of open) {
    each.askedAt = performance.now();
    const answer = await ask('GET', `/orders/${each.id}/status`);
    statusAnswered(answer);
    if (answer.status === 200) {
      moved(each.id, answer.body.status);
    }
  }
}

export function begin() {
  byId('place').addEventListener('submit', event => {
    event.preventDefault();
    placeMany(Number(event.submitter?.value || 1));
  });
  byId('again').addEventListener('click', again);
  const button = byId('curl');
  button.dataset.words = button.textContent;
  button.addEventListener('click', () => copied(curl('/orders', last.request.headers, last.request.body), button));
  byId('find').addEventListener('submit', event => {
    event.preventDefault();
    const id = new FormData(event.target).get('id').trim();
    if (id) {
      choose(id);
      byId('h-life').focus();
    }
  });
  addEventListener('hashchange', fromAddress);
  recall();
  fromAddress();
}
