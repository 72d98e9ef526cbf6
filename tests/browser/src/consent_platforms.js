// Consent platforms as shops use them, by name: `?platform=name` on a page's address. Each has
// `answer(yes)`, what a click on its banner does; what it remembers of that is its own affair.
(() => {
  "use strict";
  const load = (src) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src, onload: done, onerror: failed });
      document.head.append(script);
    });
  const platforms = {
    async tcf() {
      await load("/platforms/stub.js");
      const [{ CmpApi }, { TCModel, TCString, GVL }] = await Promise.all([
        import("/platforms/cmpapi/index.js"),
        import("/platforms/core/index.js"),
      ]);
      const numbered = (count) =>
        Object.fromEntries(Array.from({ length: count }, (_, at) => [at + 1, { id: at + 1, name: "", description: "" }]));
      const list = {
        gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: "2026-01-01T00:00:00Z",
        purposes: numbered(11), specialPurposes: numbered(3), features: numbered(3), specialFeatures: numbered(2),
        stacks: {}, dataCategories: {}, vendors: {},
      };
      const api = new CmpApi(7, 1, true);
      const model = new TCModel(new GVL(list));
      Object.assign(model, { cmpId: 7, cmpVersion: 1, consentLanguage: "EN", isServiceSpecific: true });
      const remembered = document.cookie.match(/tcstring=([^;]+)/)?.[1];
      if (remembered) api.update(remembered, false);
      else api.update("", true);
      return (yes) => {
        api.update("", true);
        model.unsetAll();
        if (yes) model.setAllPurposeConsents();
        else model.setAllPurposeLegitimateInterests();
        const string = TCString.encode(model);
        document.cookie = `tcstring=${string}; path=/`;
        api.update(string, false);
      };
    },
    async cookieconsent() {
      await load("/platforms/cookieconsent.js");
      const text = { title: "", acceptAllBtn: "Yes", acceptNecessaryBtn: "No", savePreferencesBtn: "Save", sections: [] };
      await CookieConsent.run({
        // Else it hides from tests.
        hideFromBots: false,
        categories: { necessary: { enabled: true, readOnly: true }, functionality: {} },
        language: { default: "en", translations: { en: { consentModal: text, preferencesModal: text } } },
      });
      return (yes) => CookieConsent.acceptCategory(yes ? "all" : []);
    },
    async klaro() {
      window.klaroConfig = {
        version: 1, elementID: "klaro", storageMethod: "cookie", cookieName: "klaro", noAutoLoad: true, lang: "en",
        services: [{ name: "whyshelf", purposes: ["personalization"], default: false }],
      };
      await load("/platforms/klaro.js");
      klaro.setup(window.klaroConfig);
      return (yes) => {
        const manager = klaro.getManager();
        manager.changeAll(yes);
        manager.saveAndApplyConsents();
      };
    },
  };
  const name = new URLSearchParams(location.search).get("platform");
  window.__platform = platforms[name]?.();
})();
