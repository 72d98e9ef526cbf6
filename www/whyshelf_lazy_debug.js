// The live log that `?whyshelf-debug` opens: what `whyshelf.debug()` says, again and again. Only then
// is this file loaded. It writes text and nothing else, and sends and stores nothing.
const PACE = 500;
const STYLE = `
  :host { all: initial; position: fixed; inset: auto 8px 8px auto; z-index: 2147483647; }
  section { box-sizing: border-box; width: min(30rem, calc(100vw - 16px)); height: 60vh; overflow-y: scroll; padding: 8px 12px;
    font: 12px/1.5 ui-monospace, monospace; color: #111; background: #fff; border: 1px solid #777; border-radius: 6px; }
  header { display: flex; align-items: center; justify-content: space-between; }
  h2, h3 { margin: 4px 0; font: bold 12px/1.5 ui-monospace, monospace; }
  button { min-width: 24px; min-height: 24px; font: inherit; }
  /* Of one height, however much they say: what comes and goes moves nothing. */
  [data-part] { height: 10em; overflow-y: scroll; border-top: 1px solid #777; }
  ul { margin: 0; padding: 0 0 0 16px; } li { overflow-wrap: anywhere; }
  @media (prefers-color-scheme: dark) { section { color: #eee; background: #161616; } }`;

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

// Each part's title and its lines, of what `debug()` says.
const parts = ({ page, events, signals, dropped, droppedCount, unknown, consent, storage, files, timings, problem }) => [
  ["Problem", problem ? [problem] : []],
  ["Consent", [
    `${consent.state}, decided by ${consent.by ?? "nobody"}`,
    ...consent.sources.map(({ source, says }) => `${source}: ${says}`),
    `on this device: ${storage.open ? "remembers" : "nothing"}${storage.paused ? ", paused" : ""}${storage.gift ? ", for somebody else" : ""}${storage.lost ? `, ${storage.lost} lost` : ""}`,
  ]],
  ["Product of this page", Object.entries(page.product ?? {}).filter(([, fact]) => fact?.source)
    .map(([name, { value, source }]) => `${name}: ${value} (${source})`)],
  ["Events", [
    `${events.length} held, ${unknown} of items that the pack does not know`,
    ...events.slice(-5).map(({ id, kind, item }) => `${id} ${kind} ${item}`),
  ]],
  [`Dropped: ${droppedCount}`, dropped.slice(-5).map(({ source, reason, what }) => `${source}: ${reason} ${what}`)],
  ["Files", files.map(({ url, bytes, verified, milliseconds }) =>
    `${new URL(url).pathname}: ${bytes} bytes, ${verified ? "verified" : "not verified"}, ${Math.round(milliseconds)} ms`)],
  ["Milliseconds", Object.entries(timings).map(([step, time]) => `${step}: ${time.toFixed(1)}`)],
  ["Signals", signals.slice(-8).map(({ source, kind, item, event }) => `${source}: ${kind} ${item} is event ${event}`)],
];

// Opens the log in a corner of the page, over everything and in nobody's way: it moves nothing.
export function open(whyshelf) {
  const host = document.createElement("whyshelf-debug");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const section = element("section", "", { "aria-label": "Whyshelf debug view", tabindex: "0" });
  const header = element("header", "");
  const close = element("button", "×", { type: "button", "aria-label": "Close the debug view" });
  header.append(element("h2", "Whyshelf"), close);
  const body = element("div", "", { role: "log", "aria-live": "off" });
  section.append(header, body);
  root.append(section);
  document.body.append(host);

  const shown = new Map();
  const show = ([title, lines], at) => {
    const text = [title, ...lines].join("\n");
    if (shown.get(at)?.text === text) return;
    const part = element("div", "", { "data-part": title.split(":")[0].toLowerCase() });
    const list = element("ul", "");
    list.append(...lines.map((line) => element("li", line)));
    part.append(element("h3", title), list);
    shown.get(at)?.part.replaceWith(part);
    if (!shown.has(at)) body.append(part);
    shown.set(at, { text, part });
  };
  const look = async () => {
    try {
      parts(await whyshelf.debug()).forEach(show);
    } catch (error) {
      show(["Problem", [String(error?.message ?? error)]], 0);
    }
  };
  const timer = setInterval(look, PACE);
  close.addEventListener("click", () => {
    clearInterval(timer);
    host.remove();
  });
  look();
}
