// A shelf of one's own in plain JavaScript: `recommend` says what to show, `explain` why.
import { explain, recommend, record } from "/whyshelf/whyshelf.js";

const request = { placement: "home", limit: 6 };
const shelf = document.getElementById("shelf");

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function money({ amount, currency }) {
  return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(amount);
}

function product(recommendation) {
  const { item, title, url, image, price, reason } = recommendation;
  const why = element("button", { type: "button", ariaExpanded: "false" }, "Why this?");
  const view = element("button", { type: "button" }, "I looked at this");
  const evidence = element("div", { hidden: true });

  why.addEventListener("click", async () => {
    evidence.replaceChildren(arithmetic(await explain(item, request)));
    evidence.hidden = !evidence.hidden;
    why.ariaExpanded = String(!evidence.hidden);
  });
  view.addEventListener("click", async () => {
    await record({ kind: "view_item", item });
    await show();
  });

  const picture = image ? [element("img", { src: image, alt: "", width: 200, height: 200, loading: "lazy" })] : [];
  return element("li", {},
    ...picture,
    element("a", { href: url ?? "" }, title),
    element("p", {}, price ? money(price) : ""),
    element("p", {}, reason),
    element("p", { className: "buttons" }, why, view),
    evidence);
}

// What the score is made of: the rows add up to it exactly.
function arithmetic({ contributions, score }) {
  const row = (what, value) => element("tr", {}, element("th", { scope: "row" }, what), element("td", {}, String(value)));
  const rows = contributions.map(({ kind, item, value }) => row(`${kind.replaceAll("_", " ")} ${item ?? ""}`, value));
  return element("table", {}, element("tbody", {}, ...rows), element("tfoot", {}, row("score", score)));
}

async function show() {
  const recommendations = await recommend(request);
  shelf.replaceChildren(element("ul", { className: "products" }, ...recommendations.map(product)));
}

show().catch((error) => shelf.replaceChildren(`No recommendations (${error.code}): ${error.message}`));
