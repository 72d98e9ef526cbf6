// Runs before every other script of a page under test and writes down what the page does.
// It changes nothing that a page can notice by using it.
(() => {
  "use strict";
  const seen = {
    console: [], // {level, text}
    errors: [], // uncaught errors, unhandled rejections, files that did not load
    violations: [], // content security policy
    shifts: [], // layout shifts without recent input (Chromium only)
    sent: [], // {by, url} through every interface that can send
    writes: [], // {by, key} through every interface that can store
    ready: null, // milliseconds from the page's start to the first shelf
    globals: new Set(Object.getOwnPropertyNames(window)),
  };
  Object.defineProperty(window, "__probe", { value: seen });

  const text = (value) => {
    try {
      return String(value?.message ?? value);
    } catch {
      return "?";
    }
  };
  const address = (value) => new URL(String(value?.url ?? value), location.href).href;

  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const native = console[level];
    console[level] = function (...parts) {
      seen.console.push({ level, text: parts.map(text).join(" ") });
      return native.apply(this, parts);
    };
  }

  addEventListener(
    "error",
    (event) => {
      const element = event.target instanceof Element ? event.target : null;
      const file = element && (element.src || element.href);
      seen.errors.push(file ? `did not load: ${file}` : text(event.error ?? event.message));
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => {
    seen.errors.push(`unhandled rejection: ${text(event.reason)}`);
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective} blocked ${event.blockedURI || "inline"}`);
  });
  if (PerformanceObserver.supportedEntryTypes?.includes("layout-shift")) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) {
          // Nodes of a shadow root are not told: their places are.
          const place = ({ x, y, width, height }) => `${width}×${height} at ${x},${y}`;
          const moved = (entry.sources ?? []).map(
            ({ node, previousRect, currentRect }) =>
              `${node?.nodeName ?? "?"} (${place(previousRect)}, then ${place(currentRect)})`,
          );
          seen.shifts.push({ value: entry.value, moved: moved.join(" "), at: entry.startTime });
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  }

  const shelves = new MutationObserver(() => {
    if (document.querySelector("[data-state=ready]")) {
      seen.ready = performance.now();
      shelves.disconnect();
    }
  });
  shelves.observe(document, { subtree: true, attributeFilter: ["data-state"] });

  const watch = (owner, name, note) => {
    const native = owner?.[name];
    if (typeof native !== "function") return;
    owner[name] = function (...parts) {
      note(...parts);
      return native.apply(this, parts);
    };
  };
  const watchConstructor = (name, note) => {
    const Native = window[name];
    if (!Native) return;
    window[name] = new Proxy(Native, {
      construct(target, parts, as) {
        note(...parts);
        return Reflect.construct(target, parts, as);
      },
    });
  };
  const send = (by) => (url) => seen.sent.push({ by, url: address(url) });
  watch(window, "fetch", send("fetch"));
  watch(XMLHttpRequest.prototype, "open", (_, url) => send("XMLHttpRequest")(url));
  watch(Navigator.prototype, "sendBeacon", send("sendBeacon"));
  watchConstructor("WebSocket", send("WebSocket"));
  watchConstructor("EventSource", send("EventSource"));
  watchConstructor("WebTransport", send("WebTransport"));

  const write = (by) => (key) => seen.writes.push({ by, key: String(key) });
  watch(Storage.prototype, "setItem", write("setItem"));
  watch(IDBFactory.prototype, "open", write("indexedDB.open"));
  watch(window.CacheStorage?.prototype, "open", write("caches.open"));
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    ...cookie,
    set(value) {
      seen.writes.push({ by: "cookie", key: String(value).split("=")[0] });
      cookie.set.call(this, value);
    },
  });
})();
