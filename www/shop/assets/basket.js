// The basket. It lives in window.name: a string the browser keeps for this tab from page to page and drops with the tab.
// A demo that claims to store nothing before the shopper agrees may not use cookies or storage for its own basket either.
// Any site that had this tab before could have written it, so everything read from it is checked.

const PREFIX = 'tuppence-and-thistle:';
const MOST_LINES = 50;

const isText = (value, most) => typeof value === 'string' && value.length > 0 && value.length <= most;

function checkedLine(line) {
  const ok = line && isText(line.item_id, 40) && isText(line.item_name, 200) && isText(line.item_category, 80)
    && isText(line.url, 300) && line.url.startsWith('/product/') && isText(line.image, 100) && line.image.startsWith('/picture/')
    && Number.isFinite(line.price) && line.price >= 0 && Number.isInteger(line.quantity) && line.quantity > 0 && line.quantity < 1000;
  if (!ok) return [];
  const { item_id, item_name, item_category, url, image, price, quantity } = line;
  return [{ item_id, item_name, item_category, url, image, price, quantity }];
}

const checkedLines = (lines) => (Array.isArray(lines) ? lines.slice(0, MOST_LINES).flatMap(checkedLine) : []);

function read() {
  try {
    if (!window.name.startsWith(PREFIX)) return { lines: [], order: null };
    const { lines, order } = JSON.parse(window.name.slice(PREFIX.length));
    const known = order && isText(order.number, 20) ? { number: order.number, lines: checkedLines(order.lines) } : null;
    return { lines: checkedLines(lines), order: known };
  } catch {
    return { lines: [], order: null };
  }
}

function write(state) {
  window.name = PREFIX + JSON.stringify(state);
}

/** Lines of the basket: GA4 items with the product's url and image. */
export const lines = () => read().lines;

/** How many things are in the basket. */
export const count = () => lines().reduce((sum, line) => sum + line.quantity, 0);

/** What lines cost together, in pounds, to the penny. */
export const total = (some) => Math.round(some.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100;

/** Puts one more of a product into the basket. */
export function add(line) {
  const state = read();
  const known = state.lines.find((other) => other.item_id === line.item_id);
  if (known) known.quantity += 1;
  else state.lines.push({ ...line, quantity: 1 });
  write(state);
}

/** Takes a product out of the basket, all of it; gives the line that was there. */
export function remove(itemId) {
  const state = read();
  const gone = state.lines.find((line) => line.item_id === itemId);
  write({ ...state, lines: state.lines.filter((line) => line !== gone) });
  return gone;
}

/** Turns the basket into an order and empties it. A reload finds the order again: `fresh` is true only the first time. */
export function placeOrder() {
  const state = read();
  if (state.lines.length === 0) return { order: state.order, fresh: false };
  const order = { number: `T${Date.now().toString(36).toUpperCase()}`, lines: state.lines };
  write({ lines: [], order });
  return { order, fresh: true };
}
