// The gallery's own script: knobs turn attributes and custom properties of one live shelf, and write
// down the tag and the style sheet that give the same.

const byId = (id) => document.getElementById(id);
const knobs = byId("knobs"), stage = byId("stage"), live = byId("live"), said = byId("said");
const ATTRIBUTES = ["layout", "density", "placement", "limit"];
const DENSITY_ROOM = { compact: "28rem", roomy: "35rem" };

const { lang } = document.documentElement;
knobs.elements.language.value = lang;
byId("cards").src = `cards.html?lang=${lang}`;

const properties = [...knobs.elements].filter(({ name }) => name.startsWith("--"));
const valueOf = ({ value, dataset }) => (value && dataset.unit ? `${value}${dataset.unit}` : value);
const isAsBefore = ({ value, defaultValue, options }) => value === (options ? options[0].value : defaultValue);
const chosen = () => properties.filter((knob) => !isAsBefore(knob)).map((knob) => [knob.name, valueOf(knob)]);
const attributes = () => ATTRIBUTES.map((name) => [name, knobs.elements[name].value]).filter(([, value]) => value !== "");

function show() {
  for (const name of ATTRIBUTES) {
    const { value } = knobs.elements[name];
    if (value === "") live.removeAttribute(name);
    else if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of properties) stage.style.removeProperty(name);
  for (const [name, value] of chosen()) stage.style.setProperty(name, value);
  const { scheme, direction, width } = knobs.elements;
  stage.classList.toggle("light", scheme.value === "light");
  stage.classList.toggle("dark", scheme.value === "dark");
  if (direction.value) stage.dir = direction.value;
  else stage.removeAttribute("dir");
  stage.style.inlineSize = width.value;
  byId("code").textContent = `${tag()}\n\n${styleSheet()}`;
}

function tag() {
  const words = attributes().map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<why-shelf${words}>\n  …your own links…\n</why-shelf>`;
}

function styleSheet() {
  const room = ["min-block-size", DENSITY_ROOM[knobs.elements.density.value] ?? "32rem"];
  const lines = [["display", "block"], room, ...chosen()];
  return `why-shelf {\n${lines.map(([name, value]) => `  ${name}: ${value};\n`).join("")}}`;
}

// A visit of two views and something in the basket, in this page's memory like any other.
async function pretend() {
  const popular = await window.whyshelf.recommend({ placement: "home", limit: 6 });
  const [first, second, third] = popular.map(({ item }) => item);
  await window.whyshelf.record({ kind: "view_item", item: first });
  await window.whyshelf.record({ kind: "view_item", item: second });
  await window.whyshelf.record({ kind: "add_to_cart", item: third });
  said.textContent = "Two products viewed, one put in the basket.";
}

async function forget() {
  await window.whyshelf.forget("all");
  said.textContent = "Everything is forgotten.";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId("code").textContent);
    byId("copy-all").textContent = "Copied";
  } catch {
    // Where the browser does not let pages write to the clipboard, the text is ready to be copied by hand.
    getSelection().selectAllChildren(byId("code"));
  }
}

const open = (part) => () => live.shadowRoot?.querySelector(`[data-part=${part}]`)?.click();

const complain = (error) => (said.textContent = String(error.message ?? error));
byId("pretend").addEventListener("click", () => pretend().catch(complain));
byId("forget").addEventListener("click", () => forget().catch(complain));
byId("copy-all").addEventListener("click", copy);
byId("open-why").addEventListener("click", open("why"));
byId("open-panel").addEventListener("click", open("signals"));
knobs.addEventListener("submit", (event) => event.preventDefault());
knobs.addEventListener("input", ({ target }) => {
  if (target.name === "language") location.search = `?lang=${target.value}`;
  else show();
});
knobs.addEventListener("reset", () => setTimeout(show));
show();
