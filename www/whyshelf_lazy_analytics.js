// Tells the shop's own analytics what shelves show, where the script tag asks for it (`data-analytics`) and
// consent to analytics allows it at that moment: GA4's `view_item_list` once half of a shelf has been in
// view, `select_item` once one of its products is opened. It hands over to the page and sends nothing.
const HALF = 0.5;

// `layer` is the data layer's name; `way` is "gtag" for shops that call gtag() and anything else for those
// whose data layer Google Tag Manager reads; `allowed` tells whether consent allows it now.
export function tell(layer, way, allowed) {
  const hand = (event, shelf, cards) => {
    try {
      if (!allowed() || cards.length === 0) return;
      const list = { item_list_id: `whyshelf-${shelf.dataset.strategy}`, item_list_name: text(shelf.shadowRoot, "heading") };
      const items = cards.map((card) => ({ ...list, item_id: card.dataset.item, item_name: text(card, "title"), index: place(card) }));
      if (way === "gtag") globalThis.gtag?.("event", event, { ...list, items });
      else (globalThis[layer] ??= []).push({ ecommerce: null }, { event, ecommerce: { ...list, items } });
    } catch {
      // What the page makes of it is the page's own affair.
    }
  };

  // Shelves taller than the window have been seen when they fill half of it.
  const seen = new WeakSet();
  const views = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
      const fills = rootBounds && intersectionRect.height >= rootBounds.height * HALF;
      if (seen.has(target) || (intersectionRatio < HALF && !fills)) continue;
      views.unobserve(target);
      // A list that is changing is told once it has.
      if (target.shadowRoot.querySelector("[aria-busy]")) {
        setTimeout(look, 50, target);
        continue;
      }
      seen.add(target);
      hand("view_item_list", target, cards(target));
    }
  }, { threshold: [0.1, 0.2, 0.3, 0.4, HALF] });
  const look = (shelf) => {
    if (shelf.localName !== "why-shelf") return;
    // Made anew, it is another list.
    seen.delete(shelf);
    views.unobserve(shelf);
    if (shelf.dataset.state === "ready") views.observe(shelf);
  };
  for (const shelf of document.querySelectorAll("why-shelf")) look(shelf);
  new MutationObserver((changes) => changes.forEach(({ target }) => look(target)))
    .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });

  const opened = (event) => {
    const path = event.composedPath();
    const link = path.find((node) => node.dataset?.part === "link");
    const shelf = path.find((node) => node.localName === "why-shelf");
    const card = link?.closest("[data-part=card]");
    if (shelf && card) hand("select_item", shelf, [card]);
  };
  addEventListener("click", opened, true);
  addEventListener("auxclick", (event) => event.button === 1 && opened(event), true);
}

const cards = (shelf) => [...shelf.shadowRoot.querySelectorAll("[data-part=card]")];
const place = (card) => [...card.parentNode.children].indexOf(card);
const text = (within, part) => within.querySelector(`[part~=${part}]`)?.textContent.trim() ?? "";
