// The shelves speak the language of their page, which the address names: it must be known before the loader runs.

const language = new URLSearchParams(location.search).get("lang") ?? "en";
document.documentElement.lang = language;
document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
