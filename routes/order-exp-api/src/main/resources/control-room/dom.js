// Builds what is shown. Text only ever becomes text, so that nothing an order bears can become part of the page.

const SVG = 'http://www.w3.org/2000/svg';

export const byId = id => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== undefined) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.filter(child => child !== undefined && child !== ''));
  return node;
}

/** Changes a text only where it differs: a reader in the middle of it is not thrown out. */
export function write(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function mark(node, name, value) {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** Says something to those who listen rather than look. */
export function say(text) {
  write(byId('say'), text);
}

export function seconds(millis) {
  return millis === undefined ? '–' : millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(millis < 9950 ? 1 : 0)} s`;
}

export function clock(when) {
  return new Date(when).toLocaleTimeString('en-GB');
}

export async function copied(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    write(button, 'Copied');
  } catch {
    write(button, 'Not allowed: select it by hand');
  }
  setTimeout(() => write(button, button.dataset.words), 2000);
}
