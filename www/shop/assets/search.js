// Search in the browser over a list of all products, best sellers first.

import { announcePlain } from './data-layer.js';
import { element, picture, pounds } from './elements.js';

const MOST = 60;

const words = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').split(/[^a-z0-9]+/).filter(Boolean);

// Whole words count more than beginnings of words; every word of the query must be found ("mugs" finds "mug").
function score(query, title) {
  let sum = 0;
  for (const word of query) {
    const stem = word.length > 3 ? word.replace(/e?s$/, '') : word;
    const best = Math.max(0, ...title.map((other) => (other === word ? 3 : other === stem ? 2 : other.startsWith(stem) ? 1 : 0)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

const card = ([, title, url, image, price]) => element('li', { className: 'card' },
  element('a', { href: url }, picture(image, 200), element('span', { className: 'card-title' }, title), element('span', { className: 'price' }, pounds(price))));

/** Fills the search page when its address carries a query. */
export async function fillSearch() {
  const text = (new URLSearchParams(location.search).get('q') ?? '').trim().slice(0, 80);
  const query = words(text);
  if (query.length === 0) return;
  document.getElementById('search').value = text;
  document.getElementById('search-heading').textContent = `“${text}”`;
  const summary = document.getElementById('search-summary');
  announcePlain('search', { search_term: text });
  const response = await fetch('/shop/search.json', { credentials: 'omit' });
  if (!response.ok) {
    summary.textContent = 'The search is out of order; please browse the departments instead.';
    return;
  }
  const rows = await response.json();
  const found = rows.map((row) => [score(query, words(`${row[1]} ${row[5]} ${row[0]}`)), row]).filter(([points]) => points > 0);
  found.sort((a, b) => b[0] - a[0]);
  if (found.length === 0) {
    summary.textContent = 'Nothing by that name. Try another word, or a department:';
    return;
  }
  const shown = found.slice(0, MOST).map(([, row]) => row);
  summary.textContent = found.length > shown.length ? `The first ${shown.length} of ${found.length} things` : found.length === 1 ? 'One thing' : `${found.length} things`;
  document.getElementById('search-results').replaceChildren(element('ul', { className: 'grid' }, ...shown.map(card)));
}
