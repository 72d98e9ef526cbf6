//! Shelves and their dialogs, inside the elements' open shadow roots.

use anyhow::{Context, Result};
use fantoccini::elements::Element;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shop;

/// A card as it is shown.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) item: String,
    /// Where the card leads, without the origin, which is another in each visit.
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) reason: String,
}

/// What the keyboard's focus is on.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Focus {
    /// The part of a shelf, or the name of another element.
    pub(crate) part: String,
    /// The card's item, where it is on a card.
    pub(crate) item: String,
}

/// A shelf as the page has it, among others.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) strategy: String,
    pub(crate) fallback: Option<String>,
    pub(crate) heading: String,
    pub(crate) note: String,
    pub(crate) items: Vec<String>,
    pub(crate) reasons: Vec<String>,
}

/// The first shelf of the page.
const SHELF: &str = "const shelf = document.querySelector('why-shelf:not([sorts])'); const root = shelf?.shadowRoot;";

/// What every shelf of the page shows, as a [`Standing`].
const READ_ALL: &str = "return [...document.querySelectorAll('why-shelf:not([sorts])')].map(({ dataset, shadowRoot }) => {
     const text = (part) => [...shadowRoot.querySelectorAll(part)].map((node) => node.textContent.trim());
     return {
         strategy: dataset.strategy,
         fallback: dataset.fallback ?? null,
         heading: text('h2')[0],
         note: text('[data-part=note]')[0],
         items: [...shadowRoot.querySelectorAll('[data-part=card]')].map((card) => card.dataset.item),
         reasons: text('[data-part=card] [data-part=reason]'),
     };
 })";

/// Whether a shelf is shown by all of its code: what was drawn before is taken over a little later.
pub(super) const WHOLE: &str = "const whole = (shelf) => shelf?.dataset.state === 'ready' && !shelf.shadowRoot.querySelector('.still');";

/// Waits while a shelf changes: many cards do not change at once.
const SETTLED: &str = "while ([...document.querySelectorAll('why-shelf')].some(({ shadowRoot }) => shadowRoot?.querySelector('[aria-busy]')))
    await new Promise((done) => setTimeout(done, 5));";

impl Shop {
    /// Scrolls to the page's shelf, waits until it is shown and reads its cards.
    pub(crate) async fn shelf(&self) -> Result<Vec<Card>> {
        self.until("a shelf that is ready", async || {
            let ready: bool = self
                .run(
                    &format!(
                        "{WHOLE} {SHELF} shelf?.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                         return whole(shelf)"
                    ),
                    vec![],
                )
                .await?;
            Ok(ready.then_some(()))
        })
        .await?;
        self.cards().await
    }

    /// Brings every shelf of the page, and every bar that sorts, into view, waits until all are shown and reads the
    /// shelves.
    pub(crate) async fn shelves(&self) -> Result<Vec<Standing>> {
        self.until("all shelves to be ready", async || {
            let ready: bool = self
                .run(
                    &format!(
                        "{WHOLE} const late = [...document.querySelectorAll('why-shelf')].find((shelf) => !whole(shelf));
                         late?.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                         return late === undefined"
                    ),
                    vec![],
                )
                .await?;
            Ok(ready.then_some(()))
        })
        .await?;
        self.run(&format!("{SETTLED} {READ_ALL}"), vec![]).await
    }

    /// Brings the page's shelf into view; only there it begins to work.
    pub(crate) async fn scroll_to_shelf(&self) -> Result<()> {
        self.run(
            "document.querySelector('why-shelf:not([sorts])').scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![],
        )
        .await
    }

    /// Whether the page's shelf shows what the shop itself put inside it.
    pub(crate) async fn shows_fallback(&self) -> Result<bool> {
        self.run(
            "const shelf = document.querySelector('why-shelf:not([sorts])');
             const own = [...shelf.children];
             return shelf.dataset.state !== 'ready' && own.length > 0 && own.every((child) => child.getClientRects().length > 0)",
            vec![],
        )
        .await
    }

    /// What the page's shelf asks the engine for.
    pub(crate) async fn shelf_request(&self) -> Result<Value> {
        self.run(
            &format!(
                "{SHELF} const request = {{ placement: shelf.getAttribute('placement'), limit: Number(shelf.getAttribute('limit') ?? 8) }};
                 if (shelf.hasAttribute('strategy')) request.strategy = shelf.getAttribute('strategy');
                 if (shelf.hasAttribute('item')) request.item = shelf.getAttribute('item');
                 return request"
            ),
            vec![],
        )
        .await
    }

    /// The cards now on the page's shelf.
    pub(crate) async fn cards(&self) -> Result<Vec<Card>> {
        self.run(
            &format!(
                "{SETTLED} {SHELF} return [...root.querySelectorAll('[data-part=card]')].map((card) => ({{
                    item: card.dataset.item,
                    href: card.querySelector('a[data-part=link]').getAttribute('href').replace(location.origin, ''),
                    text: card.textContent,
                    reason: card.querySelector('[data-part=reason]').textContent.trim(),
                }}))"
            ),
            vec![],
        )
        .await
    }

    /// Waits until the shelf is there and shows other cards or other reasons than `before`.
    pub(crate) async fn shelf_after(&self, before: &[Card]) -> Result<Vec<Card>> {
        self.until("the shelf to change", async || {
            let ready: bool = self
                .run(&format!("{WHOLE} {SHELF} return whole(shelf)"), vec![])
                .await?;
            if !ready {
                return Ok(None);
            }
            let now = self.cards().await?;
            Ok((now != before).then_some(now))
        })
        .await
    }

    /// The element of a part inside the shelf, by a selector.
    pub(crate) async fn part(&self, selector: &str) -> Result<Element> {
        self.run::<()>(SETTLED, vec![]).await?;
        self.element(
            &format!("{SHELF} return root?.querySelector(arguments[0]) ?? null"),
            vec![json!(selector)],
        )
        .await
        .with_context(|| format!("{selector} in the shelf"))
    }

    /// Clicks a part inside the shelf, as a mouse does.
    pub(crate) async fn click(&self, selector: &str) -> Result<()> {
        let part = self.part(selector).await?;
        self.run::<()>(
            &format!("{SHELF} root.querySelector(arguments[0]).scrollIntoView({{ block: 'center', behavior: 'instant' }})"),
            vec![json!(selector)],
        )
        .await?;
        part.click()
            .await
            .with_context(|| format!("cannot click {selector}"))
    }

    /// How many parts a selector finds inside the shelf.
    pub(crate) async fn count(&self, selector: &str) -> Result<usize> {
        self.run(
            &format!("{SHELF} return root.querySelectorAll(arguments[0]).length"),
            vec![json!(selector)],
        )
        .await
    }

    /// Whether the dialog of this part name is open.
    pub(crate) async fn is_open(&self, dialog: &str) -> Result<bool> {
        self.run(
            &format!("{SHELF} return root.querySelector(`dialog[data-part=${{arguments[0]}}]`)?.open ?? false"),
            vec![json!(dialog)],
        )
        .await
    }

    /// Waits until the dialog of this part name is open, or closed.
    pub(crate) async fn dialog(&self, name: &str, open: bool) -> Result<()> {
        let what = format!("{name} to be {}", if open { "open" } else { "closed" });
        self.until(&what, async || {
            Ok((self.is_open(name).await? == open).then_some(()))
        })
        .await
    }

    /// Where the keyboard's focus is, looking into shadow roots.
    pub(crate) async fn focus(&self) -> Result<Focus> {
        self.run(
            "let at = document.activeElement;
             while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
             return { part: at?.dataset?.part ?? at?.localName ?? '', item: at?.closest('[data-part=card]')?.dataset.item ?? '' }",
            vec![],
        )
        .await
    }

    /// Whether the keyboard's focus is inside the dialog of this part name, or on it.
    pub(crate) async fn focus_is_in(&self, dialog: &str) -> Result<bool> {
        self.run(
            &format!("{SHELF} return root.activeElement?.closest(`dialog[data-part=${{arguments[0]}}]`) != null"),
            vec![json!(dialog)],
        )
        .await
    }

    /// Opens the explanation of the first card.
    pub(crate) async fn open_why(&self) -> Result<()> {
        self.click("[data-part=card] [data-part=why]").await?;
        self.dialog("explanation", true).await
    }

    /// Opens the panel of signals.
    pub(crate) async fn open_panel(&self) -> Result<()> {
        self.click("[data-part=signals]").await?;
        self.dialog("panel", true).await
    }

    /// Closes an open dialog with its own button.
    pub(crate) async fn close_dialog(&self, name: &str) -> Result<()> {
        self.click(&format!("dialog[data-part={name}] [data-part=close]"))
            .await?;
        self.dialog(name, false).await
    }

    /// Switches "Remember for me" in the panel and waits until the database is there, or gone.
    pub(crate) async fn remember(&self, on: bool) -> Result<()> {
        self.open_panel().await?;
        self.switch_remember().await?;
        self.until("the database to follow the switch", async || {
            let stored = self.stored().await?;
            Ok((stored.databases.is_empty() != on).then_some(()))
        })
        .await?;
        self.close_dialog("panel").await
    }

    /// Clicks "Remember for me" in the open panel.
    pub(crate) async fn switch_remember(&self) -> Result<()> {
        self.click("dialog[data-part=panel] [data-part=remember]")
            .await
    }
}
