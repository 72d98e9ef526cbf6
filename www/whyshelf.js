// Whyshelf's loader: the one script a shop embeds. It queues calls, registers <why-shelf>, and
// fetches the wasm only when a shelf comes near the viewport, a function is called, or the shopper
// has asked this device to remember. It stores nothing and sends nothing.
const here = import.meta.url;
const NAMES = ["record", "events", "recommend", "explain", "forget", "pause", "gift", "setConsent", "exportData", "importData", "policy", "debug"];
const NEAR = "600px";
const LANGUAGES = ["ar", "de", "es", "fr", "ja", "pt"];
const FILE = { credentials: "omit", referrerPolicy: "no-referrer" };

// The manifest, its key, whose consent to ask, the data layer's name, and how analytics are told of shelves.
function tag() {
  const own = (script) => script instanceof HTMLScriptElement && script.src === here;
  const { pack, key, consent, layer, analytics } = [...document.scripts].find(own)?.dataset ?? {};
  return [pack ? new URL(pack, document.baseURI).href : new URL("pack/manifest.json", here).href, key, consent, layer || "dataLayer", analytics];
}

// Messages of the language an element is in, fetched beside the wasm; English is there already.
const messages = {};
function learn(element) {
  const [language] = (element.closest("[lang]") ?? document.documentElement).lang.toLowerCase().split("-");
  if (!LANGUAGES.includes(language)) return;
  return messages[language] ??= fetch(new URL(`whyshelf-lazy-messages-${language}.txt`, here), FILE)
    .then(async (answer) => answer.ok && (await load()).speak(language, await answer.text())).catch(tell);
}

// What a shelf needs is loaded once; everybody waits for the same promise. A device that remembers is
// read before the first shelf, which would otherwise change at once.
let loading;
function load() {
  return loading ??= (async () => {
    const wasm = fetch(new URL("whyshelf_bg.wasm", here), FILE);
    wasm.catch(() => {});
    const glue = await import(new URL("whyshelf_glue.js", here).href);
    await glue.default({ module_or_path: wasm }).then(breath);
    const [pack, key] = tag();
    await glue.start(pack, key).then(breath);
    if (await remembers) await attend(glue);
    else idle(() => attend(glue).catch(tell));
    return glue;
  })();
}

// What listens to the page, asks for consent and answers calls is loaded after the first shelf.
let attending;
function attend(glue) {
  return attending ??= glue.attend(tag()[2]).then(() => listen(glue));
}

async function call(name, values) {
  const glue = await load();
  await attend(glue);
  return glue[name](...values);
}

// Hands over what is in a data layer already (of a long history the end: Google Tag Manager keeps as
// much), then what comes. Another script may replace `push` later, put itself before ours or shorten
// the array, so all is looked at again when the page has loaded and whenever it is shown.
function follow(name, take) {
  let layer, ours, taken = 0;
  const drain = () => {
    const current = globalThis[name];
    if (!Array.isArray(current)) return;
    taken = current === layer ? Math.min(taken, current.length) : Math.max(0, (layer = current).length - 300);
    while (taken < current.length) take(current[taken++]);
    const push = current.push;
    if (push === ours) return;
    ours = function (...entries) {
      drain();
      const length = Reflect.apply(push, this, entries);
      if (taken < current.length) drain();
      else entries.forEach(take);
      return length;
    };
    try {
      current.push = ours;
    } catch {
      // A frozen array cannot grow either.
    }
  };
  return drain;
}

function listen(glue) {
  const take = (adobe) => (entry) => {
    try {
      glue.observe(entry, adobe);
    } catch {
      // An entry that cannot be read is not a signal.
    }
  };
  const drains = [follow(tag()[3], take(false)), follow("adobeDataLayer", take(true))];
  const drain = () => drains.forEach((each) => each());
  drain();
  glue.observePage();
  addEventListener("load", drain);
  if (tag()[4] !== undefined) import(new URL("whyshelf_lazy_analytics.js", here).href).then((it) => it.tell(...tag().slice(3), glue.measures)).catch(tell);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    drain();
    glue.refresh();
  });
}
let told = false;
function tell(error) {
  if (told) return;
  told = true;
  const message = String(error?.message ?? error);
  console.warn(message.startsWith("whyshelf: ") ? message : `whyshelf: ${message}`);
}

const shelves = new WeakMap(), coming = new WeakSet();
async function show(element) {
  if (coming.has(element) || !coming.add(element)) return;
  try {
    const [, glue] = await Promise.all([learn(element), load()]);
    let item;
    do await glue.prepare(item = element.getAttribute("item") ?? undefined).then(breath);
    while (item !== (element.getAttribute("item") ?? undefined));
    if (!element.isConnected || shelves.get(element)?.renew()) return;
    hide(element);
    shelves.set(element, glue.mount(element, () => attend(glue)));
  } catch (error) {
    tell(error);
  } finally {
    coming.delete(element);
  }
}

function hide(element) {
  shelves.get(element)?.unmount();
  shelves.delete(element);
}

const nearby = typeof IntersectionObserver === "function" && new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    nearby.unobserve(target);
    show(target);
  }
}, { rootMargin: NEAR });

class WhyShelf extends HTMLElement {
  static observedAttributes = ["placement", "item", "limit", "strategy", "free-shipping", "cart-value", "sorts"];

  connectedCallback() {
    if (nearby) nearby.observe(this);
    else show(this);
  }

  disconnectedCallback() {
    if (nearby) nearby.unobserve(this);
    hide(this);
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after && shelves.has(this)) show(this);
  }
}

const idle = globalThis.requestIdleCallback ?? setTimeout;
// Steps that follow from promises alone are one long task; after a breath there is another.
const breath = () => new Promise((done) => setTimeout(done));

// Looks whether the shopper has asked this device to remember, without creating anything. Some browsers
// never answer.
async function looks() {
  try {
    const late = new Promise((resolve) => setTimeout(resolve, 2000, []));
    const databases = await Promise.race([globalThis.indexedDB.databases(), late]);
    return databases.some(({ name }) => name === "whyshelf");
  } catch {
    return false;
  }
}

const fresh = () => Object.freeze(Object.fromEntries(
  NAMES.map((name) => [name, async (...values) => (await learn(document.documentElement), call(name, values))]),
));

// Loaded twice, the first stays.
const remembers = looks();
const first = !customElements.get("why-shelf");
if (first) {
  Object.defineProperty(globalThis, "whyshelf", { value: fresh(), enumerable: true });
  customElements.define("why-shelf", WhyShelf);
  remembers.then((yes) => yes && idle(() => load().catch(tell)));
  if (/[?&]whyshelf-debug/.test(location.search)) import(new URL("whyshelf_lazy_debug.js", here).href).then(({ open }) => open(globalThis.whyshelf)).catch(tell);
}
export const { record, events, recommend, explain, forget, pause, gift, setConsent, exportData, importData, policy, debug } = globalThis.whyshelf;
