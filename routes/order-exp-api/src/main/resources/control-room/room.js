// The order control room. Each second it asks how the house is; when nobody answers it says so, and goes on asking.

import { get } from './api.js';
import { showBoard } from './board.js';
import { byId, clock, mark, say, write } from './dom.js';
import { follow, refresh } from './life.js';
import { askStatuses, begin, onChosen } from './orders.js';
import { showProof } from './proof.js';
import { showSystems } from './systems.js';

const EVERY = 1000;
const HIDDEN = 5000;
const LONGEST = 10_000;
const STATUSES_AT_ONCE = 15;

let heardAt;
let failures = 0;
let timer;

function linked(state, text) {
  mark(byId('link'), 'data-state', state);
  if (byId('link-words').textContent !== text) {
    write(byId('link-words'), text);
  }
}

async function look() {
  clearTimeout(timer);
  try {
    const board = await get('/room/board');
    const wasLost = failures > 0;
    failures = 0;
    heardAt = Date.now();
    write(byId('environment'), `Environment ${board.environment}.`);
    showSystems(board);
    showBoard(board);
    await askStatuses(STATUSES_AT_ONCE);
    showProof(board.process?.proof);
    linked(board.process ? 'good' : 'warn', board.process ? 'Live' : 'order-proc-api is silent: orders wait');
    if (wasLost) {
      say('The connection is back');
      refresh();
    }
    timer = setTimeout(look, document.hidden ? HIDDEN : EVERY);
  } catch {
    const wait = Math.min(LONGEST, EVERY * 2 ** failures++);
    const since = heardAt ? ` Shown is what was known at ${clock(heardAt)}.` : '';
    linked('bad', `Connection lost; trying again.${since}`);
    if (failures === 1) {
      say('The connection is lost; trying again');
    }
    timer = setTimeout(look, wait);
  }
}

onChosen(follow);
begin();
look();
document.addEventListener('visibilitychange', () => document.hidden || look());
addEventListener('online', look);
