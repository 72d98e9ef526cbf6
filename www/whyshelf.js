// Whyshelf's loader: the one script a shop embeds. It queues calls, registers <why-shelf>, and
// fetches the wasm only when a shelf comes near the viewport, a function is called, or the shopper
// has asked this device to remember. It stores nothing and sends nothing.
const here = import.meta.url;
const NAMES = ["record", "events", "recommend", "explain", "forget", "pause", "gift", "setConsent", "exportData", "importData", "debug"];
const NEAR = "600px";

// Where the manifest is, the key that must have signed it, and whose consent to ask, as the tag says.
function tag() {
  const own = (script) => script instanceof HTMLScriptElement && script.src === here;
  const { pack, key, consent } = [...document.scripts].find(own)?.dataset ?? {};
  return [pack ? new URL(pack, document.baseURI).href : new URL("pack/manifest.json", here).href, key, consent];
}

// The glue is loaded once; everybody waits for the same promise.
let loading;
function load() {
  loading ??= (async () => {
    const glue = await import(new URL("whyshelf_glue.js", here).href);
    const wasm = fetch(new URL("whyshelf_bg.wasm", here), { credentials: "omit", referrerPolicy: "no-referrer" });
    await glue.default({ module_or_path: wasm });
    await glue.start(...tag());
    listen(glue);
    return glue;
  })();
  return loading;
}

// Hands over what is in the data layer already, then what comes. Another script may replace
// `push` later or shorten the array, so positions are looked at again whenever the page is shown.
function listen(glue) {
  let layer;
  let taken = 0;
  const take = (entry) => {
    try {
      glue.observe(entry);
    } catch {
      // An entry that cannot be read is not a signal.
    }
  };
  const drain = () => {
    const current = globalThis.dataLayer;
    if (!Array.isArray(current)) return;
    if (current !== layer) {
      layer = current;
      taken = 0;
      const push = current.push;
      try {
        current.push = function (...entries) {
          drain();
          const length = Reflect.apply(push, this, entries);
          entries.forEach(take);
          taken = current.length;
          return length;
        };
      } catch {
        // A frozen array cannot grow either.
      }
    }
    taken = Math.min(taken, current.length);
    while (taken < current.length) take(current[taken++]);
  };
  drain();
  glue.observePage();
  addEventListener("load", drain);
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

const shelves = new WeakMap();
async function show(element) {
  try {
    const glue = await load();
    await glue.prepare(element.getAttribute("item") ?? undefined);
    if (element.isConnected && !shelves.has(element)) shelves.set(element, glue.mount(element));
  } catch (error) {
    tell(error);
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
  static observedAttributes = ["placement", "item", "limit"];

  connectedCallback() {
    if (nearby) nearby.observe(this);
    else show(this);
  }

  disconnectedCallback() {
    if (nearby) nearby.unobserve(this);
    hide(this);
  }

  attributeChangedCallback(_name, before, after) {
    if (before === after || !shelves.has(this)) return;
    hide(this);
    show(this);
  }
}

// Looks whether the shopper has asked this device to remember, without creating anything.
async function resume() {
  const databases = (await globalThis.indexedDB?.databases?.()) ?? [];
  if (!databases.some(({ name }) => name === "whyshelf")) return;
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(() => load().catch(tell));
}

const fresh = () => Object.freeze(Object.fromEntries(
  NAMES.map((name) => [name, async (...values) => (await load())[name](...values)]),
));

// Loaded twice, the first stays.
const first = !customElements.get("why-shelf");
if (first) {
  Object.defineProperty(globalThis, "whyshelf", { value: fresh(), enumerable: true });
  customElements.define("why-shelf", WhyShelf);
  resume().catch(() => {});
}
const api = globalThis.whyshelf;
export const { record, events, recommend, explain, forget, pause, gift, setConsent, exportData, importData, debug } = api;
