// The words of an order's life.

const LIFE = [
  ['RECEIVED', 'received', 'wait'],
  ['INVENTORY_CHECK_STARTED', 'stock is checked', 'wait'],
  ['INVENTORY_CONFIRMED', 'in stock, payment next', 'wait'],
  ['PAYMENT_COMPLETED', 'paid', 'wait'],
  ['SHIPPING_REQUESTED', 'shipping', 'wait'],
  ['SHIPPED', 'shipped', 'good'],
  ['INVENTORY_FAILED', 'failed: stock', 'bad'],
  ['PAYMENT_FAILED', 'failed: payment', 'bad'],
  ['SHIPPING_FAILED', 'failed: shipping', 'bad'],
];

export const STATUSES = LIFE.map(([status]) => status);

const KNOWN = new Map(LIFE.map(([status, words, kind]) => [status, { words, kind }]));

export const words = status => KNOWN.get(status)?.words ?? status;

/** wait while it moves, good or bad once it has ended. */
export const kind = status => KNOWN.get(status)?.kind ?? 'wait';

export const ended = status => kind(status) !== 'wait';
