// An element with the outline of a real shelf, and a `misbehave` for everything a detector must see.
class Shelf extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const add = (parent, tag, part, text = "", data = {}) => {
      const element = document.createElement(tag);
      element.dataset.part = part;
      element.textContent = text;
      Object.assign(element.dataset, data);
      parent.append(element);
      return element;
    };
    const shelf = add(root, "section", "shelf");
    const dialog = add(root, "dialog", "explanation");
    add(dialog, "button", "close", "Close").onclick = () => dialog.close();
    for (const item of ["A", "B"]) {
      const card = add(shelf, "div", "card", "", { item });
      add(card, "a", "link", `Item ${item}`).href = `/#${item}`;
      add(card, "p", "reason", "Popular");
      add(card, "button", "why", "Why this?").onclick = () => dialog.showModal();
    }
    this.dataset.state = "ready";
  }
}
customElements.define("why-shelf", Shelf);

const foreign = "https://elsewhere.invalid/";
window.misbehave = {
  beacon: () => navigator.sendBeacon("/collect?who=1", "seen=A"),
  post: () => fetch("/collect", { method: "POST", body: "seen=A" }).catch(() => {}),
  foreign: () => fetch(foreign).catch(() => {}),
  query: () => fetch("/whyshelf/pack/manifest.json?seen=A").catch(() => {}),
  picture: () => new Promise((done) => Object.assign(new Image(), { onerror: done, src: foreign })),
  local: () => localStorage.setItem("seen", "A"),
  session: () => (sessionStorage.seen = "A"),
  cookie: () => (document.cookie = "seen=A"),
  database: () => new Promise((done, fail) => Object.assign(indexedDB.open("seen"), { onsuccess: ({ target }) => done(target.result.close()), onerror: fail })),
  cache: async () => void (await caches.open("seen")),
  warn: () => console.warn("whyshelf: a message"),
  error: () => setTimeout(() => { throw new Error("on purpose"); }),
  rejection: () => void Promise.reject(new Error("on purpose")),
  policy: () => document.body.setAttribute("style", "color: red"),
  shift: () => {
    const block = document.createElement("div");
    block.textContent = "pushed in";
    block.style.height = "200px";
    document.body.prepend(block);
  },
};
