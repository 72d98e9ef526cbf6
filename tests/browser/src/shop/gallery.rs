//! The theme gallery: every state of a shelf on one page.

use anyhow::Result;
use serde_json::json;

use super::Shop;
use super::shelf::WHOLE;

/// Where the gallery's own knobs act.
pub(crate) const LIVE: &str = "#live";

impl Shop {
    /// Opens the gallery in a language; Arabic is read from right to left.
    pub(crate) async fn open_gallery(&self, language: &str) -> Result<()> {
        self.open(&format!("/gallery/?lang={language}")).await?;
        self.all_shelves().await
    }

    /// The same in a frame of this many pixels: two engines have no window that is as narrow as a phone.
    pub(crate) async fn open_framed(&self, path: &str, width: u32) -> Result<()> {
        self.open("/page-frame.html").await?;
        self.run::<()>(
            "const frame = document.querySelector('iframe');
             frame.width = arguments[1];
             await new Promise((done) => { frame.onload = done; frame.contentWindow.location = arguments[0]; })",
            vec![json!(path), json!(width)],
        )
        .await?;
        self.client.enter_frame(0).await?;
        self.loaded().await
    }

    /// Scrolls to each shelf of the page until all are shown.
    pub(crate) async fn all_shelves(&self) -> Result<()> {
        self.until("every shelf of the page", async || {
            let ready: bool = self
                .run(
                    &format!(
                        "{WHOLE} const waiting = [...document.querySelectorAll('why-shelf')].find((shelf) => !whole(shelf));
                         waiting?.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                         return !waiting"
                    ),
                    vec![],
                )
                .await?;
            Ok(ready.then_some(()))
        })
        .await
    }

    /// Lets the gallery record a few events, so that reasons have something to name.
    pub(crate) async fn pretend(&self) -> Result<()> {
        self.run::<()>("document.getElementById('pretend').click()", vec![])
            .await?;
        self.until("the pretended visit", async || {
            let said: String = self
                .run("return document.getElementById('said').textContent", vec![])
                .await?;
            Ok((!said.is_empty()).then_some(()))
        })
        .await
    }

    /// Lets the live shelf have two products to compare and a change to tell.
    pub(crate) async fn have_a_say(&self) -> Result<()> {
        for (place, choice) in [(0, "compare-this"), (1, "compare-this"), (2, "hide")] {
            self.run::<()>(
                "document.querySelector('#live').shadowRoot.querySelectorAll('[data-part=why]')[arguments[0]].click()",
                vec![json!(place)],
            )
            .await?;
            self.dialog("explanation", true).await?;
            self.click(&format!(
                "dialog[data-part=explanation] [data-part={choice}]"
            ))
            .await?;
            self.dialog("explanation", false).await?;
        }
        Ok(())
    }

    /// Has the gallery's listing sorted.
    pub(crate) async fn sort_listing(&self) -> Result<()> {
        self.run::<()>(
            "document.querySelector('#state-sorter why-shelf').shadowRoot.querySelector('[data-part=sort]').click()",
            vec![],
        )
        .await?;
        self.until("the reason of the order", async || {
            let said: String = self
                .run(
                    "return document.querySelector('#state-sorter why-shelf').shadowRoot.querySelector('[data-part=sorted]').textContent",
                    vec![],
                )
                .await?;
            Ok((!said.is_empty()).then_some(()))
        })
        .await
    }

    /// Uses what the panel of the live shelf offers: switches, a wish, a topic of which nothing is shown.
    pub(crate) async fn use_panel(&self) -> Result<()> {
        self.open_live("signals", "panel").await?;
        self.run::<()>(
            "const panel = document.querySelector('#live').shadowRoot.querySelector('dialog[data-part=panel]');
             const part = (name) => panel.querySelector(`[data-part=${name}]`);
             for (const name of ['remember', 'shelf-pause', 'impersonal', 'pause', 'mute']) part(name).click();
             const wish = panel.querySelector('[data-wish=price]');
             wish.value = 2;
             wish.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![],
        )
        .await?;
        self.until("the panel to tell of it", async || {
            let told: bool = self
                .run(
                    "const panel = document.querySelector('#live').shadowRoot.querySelector('dialog[data-part=panel]');
                     const on = [...panel.querySelectorAll('input[type=checkbox]')].filter(({ checked }) => checked);
                     return on.length === 4 && panel.querySelector('[data-part=moves]').textContent !== ''",
                    vec![],
                )
                .await?;
            Ok(told.then_some(()))
        })
        .await?;
        self.close_dialog("panel").await
    }

    /// Opens the gallery's cards with all that a catalog can say.
    pub(crate) async fn open_cards(&self, language: &str) -> Result<()> {
        self.open(&format!("/gallery/cards.html?lang={language}"))
            .await?;
        self.run::<()>(
            "document.querySelector('why-shelf').setAttribute('layout', 'grid')",
            vec![],
        )
        .await?;
        self.all_shelves().await
    }

    /// Opens a dialog of the live shelf by the part that opens it, as its own click does.
    pub(crate) async fn open_live(&self, part: &str, dialog: &str) -> Result<()> {
        self.run::<()>(
            "document.querySelector('#live').shadowRoot.querySelector(`[data-part=${arguments[0]}]`).click()",
            vec![json!(part)],
        )
        .await?;
        self.dialog(dialog, true).await
    }
}
