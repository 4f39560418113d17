// The life of one order: what it became, and each call that was made for it, over time.

import { get, Refused } from './api.js';
import { byId, copied, drawn, element, seconds } from './dom.js';
import { curl, isStreamed, moved } from './orders.js';
import { ended, kind, words } from './statuses.js';

const EVERY = 1000;
const SOON = 30;
/** After its end an order may still be given its money back. */
const LOOK_ON = 30_000;
const WIDTH = 900;
const LEFT = 92;
const RIGHT = 24;
const LANE = 34;
const LANES = [['status', 'Status'], ['inventory-sys-api', 'Stock'], ['payment-sys-api', 'Payment'], ['reversal', 'Money back'], ['shipping-sys-api', 'Shipping']];

let following;

/** Follows an order until it has ended; what was followed before is left. */
export function follow(id) {
  following?.stop();
  following = new Life(id);
  following.look();
}

/** The stream is back, or the page is seen again. */
export function refresh() {
  following?.look();
}

class Life {
  constructor(id) {
    this.id = id;
    this.calls = [];
    this.stopped = false;
    this.drawnAs = '';
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.events?.close();
  }

  async look() {
    clearTimeout(this.timer);
    let again = EVERY;
    try {
      this.history = await get(`/orders/${encodeURIComponent(this.id)}/history`);
      this.lost = undefined;
      this.listen();
      // Without them the life is shown all the same: they are only remembered by the copy that made them.
      this.calls = await get(`/room/calls/${this.id}`).then(body => body.calls, () => this.calls);
    } catch (failure) {
      this.lost = failure;
      again = failure instanceof Refused && failure.answer.status === 404 ? undefined : 3 * EVERY;
    }
    if (this.stopped) {
      return;
    }
    this.show();
    const transitions = this.history?.transitions;
    if (!this.lost && ended(this.history.status) && Date.now() - Date.parse(transitions.at(-1).at) > LOOK_ON) {
      again = undefined;
    }
    if (again) {
      this.timer = setTimeout(() => this.look(), again);
    }
  }

  /** Each event of the stream is a reason to look at once; without a stream the order is looked at every second all the same. */
  listen() {
    if (this.events || !isStreamed() || ended(this.history.status) || this.stopped) {
      return;
    }
    this.events = new EventSource(`/orders/${this.id}/events`);
    ['status', 'reversal'].forEach(name => this.events.addEventListener(name, event => {
      if (name === 'status' && ended(JSON.parse(event.data).status) || name === 'reversal') {
        this.events.close();
      }
      // What came before is told at once when the stream begins: one look is enough for all of it.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), SOON);
    }));
  }

  show() {
    if (!this.history) {
      const why = this.lost instanceof Refused ? this.lost.message : 'no answer came; trying again';
      byId('life-of').replaceChildren(element('p', { class: 'note' }, `${this.id}: ${why}.`));
      return;
    }
    moved(this.id, this.history.status);
    const signature = JSON.stringify([this.history, this.calls, Boolean(this.lost)]);
    if (signature === this.drawnAs && ended(this.history.status)) {
      return;
    }
    const open = byId('life-of').querySelector('details')?.open;
    const focused = byId('life-of').contains(document.activeElement) ? document.activeElement.dataset.words ?? document.activeElement.tagName : undefined;
    this.drawnAs = signature;
    byId('life-of').replaceChildren(...this.parts(open));
    if (focused) {
      [...byId('life-of').querySelectorAll('button, summary, a, [tabindex]')].find(node => (node.dataset.words ?? node.tagName) === focused)?.focus();
    }
  }

  parts(open) {
    const { status, transitions } = this.history;
    const began = Date.parse(transitions[0].at);
    const reason = transitions.at(-1).reason;
    const took = ended(status) ? ` after ${seconds(Date.parse(transitions.at(-1).at) - began)}` : '';
    const reversal = this.history.reversal;
    const money = !reversal ? '' : reversal.owed ? 'money is owed back' : 'all money went back';
    const copy = element('button', { type: 'button', 'data-words': 'Copy as curl' }, 'Copy as curl');
    copy.addEventListener('click', () => copied(curl(`/orders/${this.id}/history`), copy));
    return [
      element('div', { class: 'head' },
        element('p', {}, element('code', {}, this.id)),
        element('p', { class: 'tag', 'data-kind': kind(status), id: 'life-status' }, element('b', {}, words(status)), took, reason ? ` (${reason})` : ''),
        money ? element('p', { class: 'tag' }, money) : '',
        element('p', {}, element('a', { href: `/#order=${this.id}` }, 'Permalink')), copy),
      this.lost ? element('p', { class: 'note' }, 'The connection is lost; this is what was known before.') : '',
      element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Timeline, told as a table below' }, this.timeline(began)),
      legend(),
      this.table(began, open),
    ].filter(part => part !== '');
  }

  timeline(began) {
    const { transitions, status } = this.history;
    const now = Date.now();
    const lastKnown = Math.max(...transitions.map(each => Date.parse(each.at)), ...this.calls.map(call => Date.parse(call.began) + call.tookMillis));
    const live = !ended(status);
    const end = Math.max(began + 1000, live ? Math.max(now, lastKnown) : lastKnown);
    const step = ticks(end - began);
    const x = time => LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, Math.max(0, (time - began) / (end - began)));
    const height = LANES.length * LANE + 26;
    const svg = drawn('svg', { class: 'lanes', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': `Order ${words(status)}; ${this.calls.length} calls were made for it` });
    for (let at = 0; at <= end - began; at += step) {
      svg.append(drawn('line', { class: 'grid', x1: x(began + at), x2: x(began + at), y1: 0, y2: height - 20 }),
        drawn('text', { x: x(began + at), y: height - 6, 'text-anchor': 'middle' }, at ? seconds(at) : '0'));
    }
    LANES.forEach(([, name], i) => svg.append(drawn('text', { class: 'lane', x: 0, y: i * LANE + 21 }, name),
      drawn('line', { class: 'rule', x1: 0, x2: WIDTH, y1: (i + 1) * LANE, y2: (i + 1) * LANE })));
    transitions.forEach((each, i) => {
      const from = x(Date.parse(each.at));
      const until = i + 1 < transitions.length ? x(Date.parse(transitions[i + 1].at)) : live ? x(end) : from;
      const name = ended(each.status) ? kind(each.status) : '';
      const text = until - from > words(each.status).length * 6.2 + 14 ? drawn('text', { x: from + 9, y: 20 }, words(each.status)) : '';
      svg.append(drawn('g', {}, drawn('title', {}, `${words(each.status)} at ${seconds(Date.parse(each.at) - began)}`), drawn('circle', { class: `mark ${name}`, cx: from, cy: 16, r: 5 }), text));
    });
    const ends = new Map();
    for (const call of this.calls) {
      const lane = call.operation === 'reversePayment' ? 'reversal' : call.system;
      const row = LANES.findIndex(([name]) => name === lane);
      const from = Date.parse(call.began);
      const before = ends.get(lane);
      const y = row * LANE;
      if (before !== undefined) {
        svg.append(drawn('line', { class: 'wait', x1: x(before), x2: x(from), y1: y + 17, y2: y + 17 }));
      }
      ends.set(lane, from + call.tookMillis);
      const shape = call.outcome === 'BREAKER_OPEN' ? drawn('circle', { class: 'breaker', cx: x(from), cy: y + 17, r: 5 })
        : drawn('rect', { class: look(call), x: x(from), y: y + 8, width: Math.max(3, x(from + call.tookMillis) - x(from)), height: 18, rx: 3 });
      svg.append(drawn('g', {}, drawn('title', {}, told(call)), shape));
    }
    if (live) {
      svg.append(drawn('line', { class: 'now', x1: x(end), x2: x(end), y1: 0, y2: height - 20 }));
    }
    return svg;
  }

  table(began, open) {
    const events = [
      ...this.history.transitions.map(each => ({ at: Date.parse(each.at), what: words(each.status), how: [each.reason, each.attempts > 1 ? `after ${each.attempts} calls` : '',
        each.resumedBy ? `taken over by ${each.resumedBy}` : ''].filter(Boolean).join(', ') })),
      ...this.calls.map(call => ({ at: Date.parse(call.began), what: `call ${call.operation}`, how: told(call) })),
    ].sort((a, b) => a.at - b.at);
    return element('details', { open: Boolean(open) }, element('summary', {}, `As a table (${events.length} events)`),
      element('table', {}, element('thead', {}, element('tr', {}, ...['After', 'What', 'How'].map(name => element('th', { scope: 'col' }, name)))),
        element('tbody', {}, ...events.map(event => element('tr', {}, element('td', {}, seconds(event.at - began)), element('td', {}, event.what), element('td', {}, event.how))))));
  }
}

function look(call) {
  if (call.again) {
    return 'failed';
  }
  return call.outcome !== 'DONE' ? 'refused' : call.operation === 'reversePayment' ? 'reversal' : 'done';
}

function told(call) {
  if (call.outcome === 'BREAKER_OPEN') {
    return 'held back by the open breaker';
  }
  const how = call.again ? `failed: ${call.outcome}` : call.outcome === 'DONE' ? 'done' : `refused: ${call.outcome}`;
  return `${how}, took ${seconds(call.tookMillis)}`;
}

function ticks(span) {
  return [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000].find(step => span / step <= 9) ?? span / 8;
}

function legend() {
  const entries = [['done', 'done'], ['failed', 'failed, tried again'], ['refused', 'refused for good'], ['reversal', 'money given back'], ['breaker', 'held back by the breaker']];
  return element('p', { class: 'legend' }, ...entries.map(([name, text]) => element('span', {}, drawn('svg', { class: 'lanes key', viewBox: '0 0 22 14', 'aria-hidden': 'true' },
    name === 'breaker' ? drawn('circle', { class: name, cx: 11, cy: 7, r: 5 }) : drawn('rect', { class: name, width: 22, height: 14, rx: 3 })), text)));
}
