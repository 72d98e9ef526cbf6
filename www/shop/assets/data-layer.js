// What a shop with a tag manager does anyway: it announces what happens on window.dataLayer in GA4's words.
// The recommendations read these announcements; nothing here knows about them.

window.dataLayer = window.dataLayer || [];

/** Announces a GA4 ecommerce event, clearing the previous one first as Google's documentation asks. */
export function announce(event, ecommerce) {
  window.dataLayer.push({ ecommerce: null });
  window.dataLayer.push({ event, ecommerce });
}

/** Announces a GA4 event without items. */
export function announcePlain(event, parameters) {
  window.dataLayer.push({ event, ...parameters });
}

/** The event baked into the page, as `{event, ecommerce}`, or null. */
export function pageFacts() {
  const block = document.getElementById('page-facts');
  return block ? JSON.parse(block.textContent) : null;
}
