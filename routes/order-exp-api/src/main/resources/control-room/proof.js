// Whether the promises hold, with counts. The one about answers in time is measured here.

import { byId, element, mark, seconds, write } from './dom.js';

const NUMBERS = [1, 2, 3, 4, 5, 6];
const WITHIN = 1000;
const asked = { held: 0, broken: 0, slowest: 0, example: undefined };

const items = new Map(NUMBERS.map(number => {
  const promise = element('b', {}, '…');
  const count = element('span', {}, 'not examined yet');
  const node = element('li', { 'data-state': 'wait', 'data-promise': number }, promise, count);
  byId('promises').append(node);
  return [number, { node, promise, count }];
}));

/** Takes note of how a status was answered. */
export function statusAnswered(answer) {
  asked.slowest = Math.max(asked.slowest, answer.took);
  if (answer.took <= WITHIN && answer.status < 500) {
    asked.held++;
  } else {
    asked.broken++;
    asked.example = answer.status < 500 ? `answered after ${seconds(answer.took)}` : `answered ${answer.status}`;
  }
}

const many = (count, unit) => `${count} ${unit}${count === 1 ? '' : 's'}`;

export function showProof(proof) {
  const answers = { number: 5, promise: 'Its status answers within one second', ...asked, unit: 'answer' };
  const all = [...(proof?.promises ?? []), answers];
  for (const { number, promise, held, broken, example, unit = 'order', slowest } of all) {
    const item = items.get(number);
    write(item.promise, promise);
    mark(item.node, 'data-state', broken ? 'bad' : held ? 'good' : 'wait');
    write(item.count, broken ? `✗ broken ${broken} times, last: ${example}` : held
      ? `✓ held for ${many(held, unit)}${slowest ? `, slowest ${seconds(slowest)}` : ''}` : 'not examined yet');
  }
  const broken = all.some(promise => promise.broken);
  const examined = proof?.examined ?? 0;
  mark(byId('proof'), 'data-state', broken ? 'bad' : examined ? 'good' : 'wait');
  const waiting = proof?.waiting ? `, ${proof.waiting} still to be examined` : '';
  write(byId('verdict'), broken ? 'A promise was broken.' : examined ? `All held: ${many(examined, 'order')} examined${waiting}.`
    : 'No order has ended yet.');
}
