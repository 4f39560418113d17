// Counts, rates and times, each with its last two minutes.

import { byId, clock, drawn, element, mark, say, seconds, write } from './dom.js';
import { STATUSES, kind, words } from './statuses.js';

const POINTS = 120;

class Chart {
  constructor(caption, told, lines) {
    this.points = [];
    this.told = told;
    this.lines = lines;
    this.now = element('p', { class: 'now' }, '–');
    this.svg = drawn('svg', { class: 'spark', viewBox: `0 0 ${POINTS} 40`, preserveAspectRatio: 'none', role: 'img', 'aria-label': caption });
    this.caption = caption;
    this.figure = element('figure', {}, element('figcaption', {}, caption), this.now, this.svg);
    byId('charts').append(this.figure);
  }

  add(values) {
    this.points.push(values);
    this.points = this.points.slice(-POINTS);
    const top = Math.max(1, ...this.points.flat().filter(Number.isFinite)) * 1.1;
    const shapes = [drawn('line', { class: 'base', x1: 0, x2: POINTS, y1: 39.5, y2: 39.5 })];
    this.lines.forEach((name, line) => {
      const path = this.points.map((point, i) => [POINTS - this.points.length + i, 39 - 37 * (point[line] ?? 0) / top]).map(p => p.join(' '));
      if (line === 0 && path.length > 1) {
        shapes.push(drawn('path', { class: 'area', d: `M${POINTS - this.points.length} 39L${path.join('L')}L${POINTS - 1} 39Z` }));
      }
      shapes.push(drawn('path', { class: `line ${name}`, d: `M${path.join('L')}` }));
    });
    this.svg.replaceChildren(...shapes);
    const [big, rest] = this.told(values);
    this.now.replaceChildren(big, ' ', element('small', {}, rest));
    mark(this.svg, 'aria-label', `${this.caption}: ${big} ${rest}, over the last two minutes at most ${Math.round(top / 1.1 * 10) / 10}`);
  }
}

const charts = [
  new Chart('Orders ended each second', ([rate]) => [rate.toFixed(1), 'each second'], ['first']),
  new Chart('At work, and waiting in the store', ([working, waiting]) => [String(working), `at work, ${waiting} waiting`], ['first', 'second']),
  new Chart('Time to the end', ([half, most]) => [seconds(half && half * 1000), `half of them; 95 of 100 within ${seconds(most && most * 1000)}`], ['first', 'second']),
  new Chart('Without progress', ([stuck, since]) => [String(stuck), stuck ? `longer than their step may take, one since ${clock(since)}` : 'all move as they should'], ['first']),
];

const bars = new Map(STATUSES.map(status => {
  const part = drawn('rect', { class: 'part', width: 0, height: 4, rx: 2 });
  const number = element('b', {}, '0');
  byId('statuses').append(element('li', { 'data-kind': kind(status) }, element('div', {}, element('span', {}, words(status)), number),
    drawn('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, drawn('rect', { class: 'all', width: 100, height: 4, rx: 2 }), part)));
  return [status, { part, number }];
}));

export function showBoard(board) {
  const process = board.process;
  if (!process) {
    return;
  }
  charts[0].add([process.endedPerSecond]);
  charts[1].add([process.inFlight, process.backlog]);
  charts[2].add([process.p50Millis && process.p50Millis / 1000, process.p95Millis && process.p95Millis / 1000]);
  charts[3].add([process.stuck, process.stuckSince]);
  showStuck(process.stuck);
  const most = Math.max(1, ...process.statuses.map(count => count.orders));
  for (const { status, orders } of process.statuses) {
    const bar = bars.get(status);
    write(bar.number, String(orders));
    mark(bar.part, 'width', String(100 * orders / most));
  }
  write(byId('copy'), `${process.retries} calls were repeated and breakers opened ${process.breakerTrips} time${process.breakerTrips === 1 ? '' : 's'} since ${process.copyId} started.`
    + ` Orders that ended are counted since then too; times are those of the last minute. As of ${clock(process.at)}.`);
}

function showStuck(stuck) {
  const state = stuck ? 'bad' : 'good';
  if (charts[3].figure.dataset.state === 'good' && stuck) {
    say(`${stuck} order${stuck === 1 ? ' makes' : 's make'} no progress`);
  }
  mark(charts[3].figure, 'data-state', state);
}
