// A lamp for each application and breaker, and the switches that break a system.

import { ask } from './api.js';
import { byId, element, mark, say, write } from './dom.js';

const FAULTS = [
  ['DOWN', 'Down'], ['SLOW', 'Slow'], ['FLAKY', 'Flaky'], ['HANGING', 'Hanging'], ['LOST_ANSWER', 'Lost answers'],
];

const EXPECT = {
  NONE: 'Some calls fail by chance, as environment properties say. Failed ones are repeated; a refusal is final.',
  DOWN: 'Every call is answered 503. After some failures the breaker opens: orders wait their turn, and go on once it heals.',
  SLOW: 'Answers take 2 to 6 seconds. What comes too late counts as unknown, and is asked for again under the same key.',
  FLAKY: 'Eight of ten calls fail. Each is repeated with growing waits; the breaker may open for a while.',
  HANGING: 'Nothing is answered. Each call is cut off after its time limit, and the breaker soon spares us the waiting.',
  LOST_ANSWER: 'The work is done, but the answer is lost. Asking again under the same key finds it done: nobody pays twice.',
};

const ROLE = { 'inventory-sys-api': 'Stock', 'payment-sys-api': 'Payment', 'shipping-sys-api': 'Shipping' };

const BREAKER = {
  CLOSED: ['good', 'breaker closed: calls pass'],
  OPEN: ['bad', 'breaker open: calls are held back'],
  HALF_OPEN: ['warn', 'breaker half open: a few calls probe'],
};

const LAMP = { UP: ['good', 'up'], DOWN: ['bad', 'does not answer'], UNKNOWN: ['wait', 'not asked yet'] };

const cards = new Map();
const lamps = new Map();
const breakers = new Map();

function lamp() {
  const dot = element('span', { class: 'dot' });
  const text = element('span', {});
  return { node: element('span', {}, dot, text), show(state, words) { mark(dot, 'data-state', state); write(text, words); } };
}

function card(system) {
  const name = ROLE[system] ?? system;
  const up = lamp();
  const breaker = lamp();
  const expect = element('p', { class: 'expect' }, EXPECT.NONE);
  const buttons = FAULTS.map(([fault, words]) => element('button', {
    type: 'button', 'data-fault': fault, 'aria-pressed': 'false', onclick: event => set(system, event.currentTarget.getAttribute('aria-pressed') === 'true' ? 'NONE' : fault),
  }, words));
  const heal = element('button', { type: 'button', 'data-fault': 'NONE', onclick: () => set(system, 'NONE') }, 'Heal');
  const group = element('div', { class: 'buttons', role: 'group', 'aria-label': `Break ${name.toLowerCase()}` }, ...buttons, heal);
  const node = element('article', { class: 'card', 'data-system': system }, element('h3', {}, name, ' ', element('code', {}, system)),
    element('p', {}, up.node), element('p', {}, breaker.node), group, expect);
  byId('systems').append(node);
  return { node, up, breaker, expect, buttons, heal, group, name };
}

async function set(system, fault) {
  const name = ROLE[system] ?? system;
  try {
    const answer = await ask('PUT', '/room/faults', { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ system, fault }) });
    if (answer.status !== 200) {
      throw new Error(answer.body?.detail ?? `HTTP ${answer.status}`);
    }
    show(system, answer.body.fault, answer.body.healsAt);
    say(fault === 'NONE' ? `${name} is healed` : `${name} is broken: ${EXPECT[fault]}`);
  } catch (failure) {
    write(byId('faults'), `${name} could not be told: ${failure.message}`);
    say(byId('faults').textContent);
  }
}

function show(system, fault, healsAt) {
  const shown = cards.get(system);
  shown.buttons.forEach(button => mark(button, 'aria-pressed', String(button.dataset.fault === fault)));
  shown.heal.disabled = fault === 'NONE';
  const left = healsAt ? Math.max(0, Math.round((Date.parse(healsAt) - Date.now()) / 1000)) : undefined;
  write(shown.expect, EXPECT[fault] + (left === undefined ? '' : ` Heals by itself in ${left} s.`));
  shown.fault = fault;
}

export function showSystems(board) {
  for (const { name, state } of board.applications) {
    if (!lamps.has(name)) {
      const shown = lamp();
      lamps.set(name, shown);
      byId('applications').append(element('li', {}, shown.node));
    }
    const [color, words] = LAMP[state];
    lamps.get(name).show(color, `${name} ${words}`);
  }
  const process = board.process;
  if (!process) {
    return;
  }
  for (const { system, state, fault, healsAt } of process.systems) {
    if (!cards.has(system)) {
      cards.set(system, card(system));
    }
    const shown = cards.get(system);
    shown.group.hidden = !board.breakable;
    const [color, words] = LAMP[state];
    shown.up.show(color, `application ${words}`);
    show(system, fault, healsAt);
  }
  for (const { system, state, refused } of process.breakers) {
    const shown = cards.get(system);
    const [color, words] = BREAKER[state];
    shown?.breaker.show(color, words + (refused ? `; ${refused} held back so far` : ''));
    shown && mark(shown.node, 'data-state', state === 'OPEN' ? 'bad' : state === 'HALF_OPEN' || shown.fault !== 'NONE' ? 'warn' : 'good');
    if (breakers.has(system) && breakers.get(system) !== state) {
      say(`${ROLE[system] ?? system}: ${words}`);
    }
    breakers.set(system, state);
  }
  write(byId('faults'), board.breakable ? 'A fault goes away by itself after a minute. A refused call is held back, not lost: its order waits.'
    : `This is environment ${board.environment}: systems can be broken on purpose in dev and test only.`);
}

