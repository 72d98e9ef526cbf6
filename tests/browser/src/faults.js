// What can be wrong with a page or a device, by name: `?fault=name` on a page's address. It runs
// before every script of the page but the probe.
(() => {
  "use strict";
  const name = new URLSearchParams(location.search).get("fault");
  const deny = (owner, key) =>
    Object.defineProperty(owner, key, {
      configurable: true,
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  // Calls `before` in place of a method, which it is given.
  const replace = (owner, key, before) => {
    const native = owner[key];
    owner[key] = function (...parts) {
      return before.call(this, () => native.apply(this, parts), parts);
    };
  };
  const wait = (time) => new Promise((done) => setTimeout(done, time));

  const faults = {
    "storage getters throw"() {
      for (const key of ["indexedDB", "localStorage", "sessionStorage", "caches"]) deny(window, key);
      deny(Navigator.prototype, "storage");
      deny(Navigator.prototype, "locks");
      window.BroadcastChannel = class {
        constructor() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        }
      };
    },
    "indexedDB.open never settles"() {
      IDBFactory.prototype.open = () => new EventTarget();
    },
    "the list of databases never settles"() {
      IDBFactory.prototype.databases = () => new Promise(() => {});
    },
    // Browsers report it after the request: the transaction aborts.
    "the quota is exceeded"() {
      for (const key of ["put", "add"]) {
        replace(IDBObjectStore.prototype, key, function (native) {
          const request = native();
          this.transaction.abort();
          return request;
        });
      }
    },
    "the first write fails"() {
      let failed = 0;
      for (const key of ["put", "add"]) {
        replace(IDBObjectStore.prototype, key, function (native) {
          if (window.__failing && failed++ < 2) throw new DOMException("full", "QuotaExceededError");
          return native();
        });
      }
    },
    "opening takes its time"() {
      replace(IDBFactory.prototype, "databases", async (native) => {
        await wait(300);
        return native();
      });
    },
    "the clock is ten years ahead"() {
      const now = Date.now;
      Date.now = () => now() + 3650 * 86_400_000;
    },
    // The demo's log begins on 1 December 2010.
    "the log is some days old"() {
      Date.now = () => Date.parse("2010-12-06T12:00:00Z");
    },
    "the log is some weeks old"() {
      Date.now = () => Date.parse("2010-12-28T12:00:00Z");
    },
    "natives are polluted"() {
      Array.prototype.toJSON = Object.prototype.toJSON = () => "polluted";
      Array.prototype.each = Object.prototype.extra = function () {};
      Array.prototype[Symbol.iterator] = Array.prototype.values;
      String.prototype.toJSON = () => "polluted";
      Function.prototype.bind = Function.prototype.bind;
    },
    "fetch and JSON are replaced"() {
      window.fetch = async () => {
        throw new Error("no fetch here");
      };
      window.JSON = { parse: () => ({}), stringify: () => "{}" };
    },
    "a million old entries"() {
      window.dataLayer = Array.from({ length: 1e6 }, (_, number) => ({ event: "view_item", number }));
      window.dataLayer.push({ event: "add_to_cart", ecommerce: { items: [{ item_id: "LAST" }] } });
    },
    "entries that throw, cycles and ten megabytes"() {
      const cycle = { event: "view_item" };
      cycle.ecommerce = { items: [cycle], cycle };
      const trap = () => {
        throw new Error("do not look");
      };
      const throwing = new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap });
      const long = "x".repeat(10 << 20);
      window.dataLayer = [
        cycle, throwing, null, undefined, 7, long, Symbol.iterator, trap, [throwing], [[[]]],
        { event: "view_item", ecommerce: throwing },
        { event: "view_item", ecommerce: { items: throwing } },
        { event: "view_item", ecommerce: { items: [throwing] } },
        { event: long, ecommerce: { items: [{ item_id: long }] } },
        { event: "add_to_cart", ecommerce: { items: [{ item_id: "LAST" }] } },
      ];
    },
    "the answer takes its time"() {
      replace(window, "fetch", async (native) => {
        await wait(600);
        return native();
      });
    },
  };
  faults[name]?.();
})();
