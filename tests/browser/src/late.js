// Holds back what lets shelves change until the page says `release()`, and loses it while `lose` is set.
"use strict";
(() => {
  const native = window.fetch;
  const late = (window.__late = { lose: false });
  const held = new Promise((release) => {
    late.release = release;
  });
  window.fetch = async (input, init) => {
    if (String(input?.url ?? input).endsWith("whyshelf_lazy_shelf.wasm")) {
      await held;
      if (late.lose) return new Response(null, { status: 404 });
    }
    return native.call(window, input, init);
  };
})();
