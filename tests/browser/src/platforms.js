// What platforms put on a page before the widget comes: of jQuery and WordPress' hooks as much as
// WooCommerce's events need, a data layer with a history, and Adobe's, wrapped by its library later.
(() => {
  "use strict";
  const handlers = new Map();
  window.jQuery = (target) => ({
    0: target,
    length: 1,
    on(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
      return this;
    },
    trigger(name, given) {
      for (const handler of handlers.get(name) ?? []) handler.call(target, { type: name }, ...given);
      return this;
    },
  });
  const actions = new Map();
  window.wp = {
    hooks: {
      addAction(name, _owner, action) {
        actions.set(name, [...(actions.get(name) ?? []), action]);
      },
      doAction(name, ...given) {
        for (const action of actions.get(name) ?? []) action(...given);
      },
    },
  };
  window.dataLayer = [
    { "gtm.start": 1, event: "gtm.js" },
    { ecommerce: null },
    { event: "add_to_cart", ecommerce: { items: [{ item_id: "HISTORY", price: "1.50" }] } },
  ];
  // A getter that throws, a cycle, and what is no entry.
  const cycle = { event: "view_item" };
  cycle.ecommerce = { items: cycle };
  window.dataLayer.push(cycle, null, 7, { get event() { throw new Error("do not look"); } });
  window.adobeDataLayer = [];
})();
