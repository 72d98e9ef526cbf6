//! What the page decides about how things are shown: language, formats, which addresses are safe.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Document, HtmlElement, Url};
use whyshelf_pack::{Pack, Rating};

use crate::widget::{
    DialogKey, Key, Language, Piece, Sentence, fill, ordinal, plain, plural, say, say_in_dialog,
};

/// See the module.
pub(super) struct Page {
    base: String,
    origin: String,
    locale: String,
    pub(super) language: Language,
    time_format: OnceCell<Function>,
}

thread_local! {
    /// The browser's formatters that were asked for, by language and style: making one costs far more than
    /// using it.
    static NUMBER_FORMATS: RefCell<Vec<(String, String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// What numbers are formatted as, beside currencies by their codes.
const PLAIN: &str = "";
const PERCENT: &str = "%";

impl Page {
    /// For answers: the language is the document's.
    pub(super) fn of(document: &Document) -> Rc<Page> {
        let root = document.document_element();
        Page::around(document, root.and_then(|root| root.get_attribute("lang")))
    }

    /// For a shelf: the language is that of the closest element that names one.
    pub(super) fn of_element(host: &HtmlElement, document: &Document) -> Rc<Page> {
        let closest = host.closest("[lang]").ok().flatten();
        let lang = closest.and_then(|element| element.get_attribute("lang"));
        match lang {
            Some(_) => Page::around(document, lang),
            // Inside a shadow tree, for one.
            None => Page::of(document),
        }
    }

    fn around(document: &Document, lang: Option<String>) -> Rc<Page> {
        let locale = lang
            .filter(|lang| valid_locale(lang))
            .unwrap_or_else(|| "en".to_owned());
        let origin = document
            .location()
            .and_then(|location| location.origin().ok());
        Rc::new(Page {
            base: document.base_uri().ok().flatten().unwrap_or_default(),
            origin: origin.unwrap_or_default(),
            language: Language::of(&locale),
            locale,
            time_format: OnceCell::new(),
        })
    }

    /// Whether both write in one language.
    pub(super) fn writes_like(&self, other: &Page) -> bool {
        self.locale == other.locale
    }

    /// An address that may be linked or loaded: `https:`, or of this very site.
    pub(super) fn safe_url(&self, url: &str) -> Option<String> {
        if url.is_empty() {
            return None;
        }
        let url = Url::new_with_base(url, &self.base).ok()?;
        let own = url.protocol() == "http:" && url.origin() == self.origin;
        (url.protocol() == "https:" || own).then(|| url.href())
    }

    pub(super) fn price(&self, minor: u64, currency: &str) -> String {
        let valid = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
        let amount = minor as f64 / 100.0;
        let formatted = valid.then(|| self.formatted(currency, amount)).flatten();
        // What is no currency by its code stands as the shop has it.
        formatted.unwrap_or_else(|| [&self.number(amount), " ", currency].concat())
    }

    /// Makes the formatter of the shop's prices. The first one takes the browser long: not in the task
    /// that makes a shelf.
    pub(super) fn expect_prices_of(&self, pack: &Pack) {
        let popular = pack.by_popularity().first();
        if let Some(price) = popular.and_then(|&item| pack.card(item).price) {
            self.price(price.minor, price.currency);
        }
    }

    /// Stars of five, and how many have given them, where that is known: as it is shown, and as it is
    /// read to who hears it.
    pub(super) fn rating(&self, rating: Rating) -> (String, String) {
        let stars = self.number(f64::from(rating.tenths) / 10.0);
        let count = self.number(rating.count.into());
        let (short, key) = if rating.count > 0 {
            ([&stars, " (", &count, ")"].concat(), Key::RATING_BY)
        } else {
            (stars.clone(), Key::RATING)
        };
        let (stars, count) = (vec![Piece::Value(stars)], vec![Piece::Value(count)]);
        let said = fill(
            say(self.language, key),
            &[("stars", &stars), ("count", &count)],
        );
        (short, plain(said))
    }

    /// A number of things in words.
    pub(super) fn count(&self, key: DialogKey, number: u32) -> Sentence {
        let digits = vec![Piece::Value(self.number(number.into()))];
        fill(plural(self.language, key, number), &[("n", &digits)])
    }

    /// A place on a shelf, from 0, in words: "2nd".
    fn nth(&self, place: usize) -> Sentence {
        let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let digits = vec![Piece::Value(self.number(place.into()))];
        fill(
            ordinal(self.language, DialogKey::NTH, place),
            &[("n", &digits)],
        )
    }

    /// Where an item stands, and where it would without something.
    pub(super) fn places(&self, now: usize, without: Option<usize>) -> Sentence {
        let key = match without {
            None => DialogKey::PLACE_WITHOUT_GONE,
            Some(without) if without == now => DialogKey::PLACE_SAME,
            Some(_) => DialogKey::PLACE_WITHOUT,
        };
        let other = without.map_or_else(Sentence::new, |place| self.nth(place));
        let places = [("nth", &self.nth(now)), ("other", &other)];
        fill(say_in_dialog(self.language, key), &places)
    }

    fn number(&self, number: f64) -> String {
        self.formatted(PLAIN, number).unwrap_or_default()
    }

    /// A number as the page's language writes it: [`PLAIN`], [`PERCENT`] or in a currency.
    fn formatted(&self, style: &str, number: f64) -> Option<String> {
        let format = self.number_format(style)?;
        let text = format.call1(&JsValue::UNDEFINED, &number.into()).ok()?;
        text.as_string()
    }

    fn number_format(&self, style: &str) -> Option<Function> {
        // Nothing is borrowed while the page's scripts, which may have changed these, could run.
        let known = NUMBER_FORMATS.with_borrow(|formats| {
            let own =
                |(locale, own, _): &&(String, String, _)| *locale == self.locale && own == style;
            formats.iter().find(own).map(|(.., format)| format.clone())
        });
        if known.is_some() {
            return known;
        }
        let fields = match style {
            PLAIN => &[][..],
            PERCENT => &[("style", "percent")],
            currency => &[("style", "currency"), ("currency", currency)],
        };
        let options = Object::new();
        for (name, value) in fields {
            Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
        }
        let format = Intl::NumberFormat::new(&self.locales(), &options).format();
        let own = (self.locale.clone(), style.to_owned(), format.clone());
        NUMBER_FORMATS.with_borrow_mut(|formats| formats.push(own));
        Some(format)
    }

    /// Nothing as a percentage.
    pub(super) fn no_percent(&self) -> String {
        self.formatted(PERCENT, 0.0).unwrap_or_default()
    }

    /// A share as a percentage; what is small is not called nothing.
    pub(super) fn percent(&self, per_mille: u32) -> String {
        let rounded = (per_mille + 5) / 10;
        let share = f64::from(rounded.max(1)) / 100.0;
        let text = self.formatted(PERCENT, share).unwrap_or_default();
        if rounded > 0 {
            return text;
        }
        let pattern = say_in_dialog(self.language, DialogKey::LESS_THAN);
        plain(fill(pattern, &[("percent", &vec![Piece::Value(text)])]))
    }

    pub(super) fn time(&self, time: f64) -> String {
        let format = self.time_format.get_or_init(|| {
            let options = Object::new();
            for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
                // Setting a property of a fresh object cannot fail.
                let _ = Reflect::set(&options, &name.into(), &value.into());
            }
            Intl::DateTimeFormat::new(&self.locales(), &options).format()
        });
        // A time that is none makes the formatter throw.
        let text = format.call1(&JsValue::UNDEFINED, &time.into()).ok();
        text.and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn locales(&self) -> Array {
        Array::of1(&self.locale.as_str().into())
    }
}

/// Whether the browser's formatters will take it: a malformed tag makes them throw.
fn valid_locale(lang: &str) -> bool {
    !lang.is_empty()
        && js_sys::Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"getCanonicalLocales".into()))
            .and_then(|check| Function::from(check).call1(&JsValue::UNDEFINED, &lang.into()))
            .is_ok()
}
