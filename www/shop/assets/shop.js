// The demo shop's own script: announces what happens (GA4 on dataLayer) and keeps the basket. It integrates nothing:
// recommendations come from the one script tag beside it.

import * as basket from './basket.js';
import { announce, pageFacts } from './data-layer.js';
import { element, picture, pounds } from './elements.js';
import { fillSearch } from './search.js';

const CURRENCY = 'GBP';

const item = ({ item_id, item_name, item_category, price, quantity }) => ({ item_id, item_name, item_category, price, quantity });
const sale = (lines) => ({ currency: CURRENCY, value: basket.total(lines), items: lines.map(item) });

function showCount() {
  document.getElementById('basket-count').textContent = String(basket.count());
}

function onProduct(facts) {
  const button = document.querySelector('[data-action="add-to-cart"]');
  button?.addEventListener('click', () => {
    const [product] = facts.ecommerce.items;
    basket.add({ ...product, url: button.dataset.url, image: button.dataset.image });
    announce('add_to_cart', sale([{ ...product, quantity: 1 }]));
    showCount();
    document.getElementById('said').replaceChildren('It is in your basket. ', element('a', { href: '/cart.html' }, 'See the basket'));
  });
}

const row = (line, ...more) => element('li', { className: 'line', 'data-item': line.item_id },
  picture(line.image, 88),
  element('a', { href: line.url, className: 'line-title' }, line.item_name),
  element('span', { className: 'quiet' }, `${line.quantity} × ${pounds(line.price)}`),
  element('span', { className: 'price' }, pounds(line.price * line.quantity)),
  ...more);

const sum = (lines) => element('p', { className: 'sum' }, 'Together ', element('strong', { className: 'price' }, pounds(basket.total(lines))));

function removeButton(line) {
  const button = element('button', { type: 'button', className: 'button-plain', 'data-action': 'remove-from-cart', 'aria-label': `Remove ${line.item_name}` }, 'Remove');
  button.addEventListener('click', () => {
    const gone = basket.remove(line.item_id);
    if (gone) announce('remove_from_cart', sale([gone]));
    fillCart();
    document.querySelector('#cart button, #cart a')?.focus();
  });
  return button;
}

const emptyNote = document.getElementById('cart-empty');

function fillCart() {
  const lines = basket.lines();
  showCount();
  // What the basket is worth is the shop's to know: from 50 pounds on delivery is free.
  document.querySelector('why-shelf[free-shipping]')?.setAttribute('cart-value', basket.total(lines).toFixed(2));
  if (lines.length === 0) {
    document.getElementById('cart').replaceChildren(emptyNote);
    return;
  }

  const checkout = element('a', { href: '/order-confirmation.html', className: 'button', 'data-action': 'checkout' }, 'Check out');
  checkout.addEventListener('click', () => announce('begin_checkout', sale(basket.lines())));
  document.getElementById('cart').replaceChildren(
    element('ul', { className: 'lines' }, ...lines.map((line) => row(line, removeButton(line)))),
    element('div', { className: 'till' }, sum(lines), checkout, element('p', { className: 'quiet' }, 'A demo shop: nothing is sent, nothing is charged.')));
}

function onCart() {
  fillCart();
  const lines = basket.lines();
  if (lines.length > 0) announce('view_cart', sale(lines));
}

function onOrder() {
  const { order, fresh } = basket.placeOrder();
  if (!order) return;
  if (fresh) announce('purchase', { transaction_id: order.number, ...sale(order.lines) });
  document.getElementById('order-summary').textContent = `Order ${order.number} is as good as wrapped. (It is a demo: nothing was ordered.)`;
  document.getElementById('order').replaceChildren(element('ul', { className: 'lines' }, ...order.lines.map((line) => row(line))), element('div', { className: 'till' }, sum(order.lines)));
}

const facts = pageFacts();
if (facts) announce(facts.event, facts.ecommerce);
if (facts?.event === 'view_item') onProduct(facts);
if (document.getElementById('cart')) onCart();
if (document.getElementById('order')) onOrder();
if (document.getElementById('search-results')) fillSearch().catch((error) => console.warn('shop: search failed:', error.message));
showCount();
