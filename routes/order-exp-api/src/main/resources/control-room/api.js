// Asks order-exp-api, and nobody else. Every question has an end.

const PATIENCE = 8000;

export class Refused extends Error {
  constructor(answer) {
    super(answer.body?.detail ?? `HTTP ${answer.status}`);
    this.answer = answer;
  }
}

/** One request and its answer, with the time it took; throws where no answer came at all. */
export async function ask(method, path, { headers = {}, body } = {}) {
  const began = performance.now();
  const response = await fetch(path, {
    method, headers, body, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(PATIENCE),
  });
  const text = await response.text();
  return {
    status: response.status, words: response.statusText, text, took: performance.now() - began,
    headers: [...response.headers], body: parsed(text),
  };
}

/** What was asked for, or a refusal. */
export async function get(path) {
  const answer = await ask('GET', path, { headers: { Accept: 'application/json' } });
  if (answer.status !== 200) {
    throw new Refused(answer);
  }
  return answer.body;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
