//! News between the tabs of one shop. Nothing that the shopper did is in them: the tabs read the
//! device for that.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::consent::Source;

const CHANNEL: &str = "whyshelf";

/// What tabs tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The device holds something else than before.
    Changed,
    /// Everything is to be forgotten, in memory too.
    Forgotten,
    /// A source of consent has said no: the device is erased.
    Withdrawn(Source),
}

impl News {
    fn text(self) -> String {
        match self {
            News::Changed => "changed".to_owned(),
            News::Forgotten => "forgotten".to_owned(),
            News::Withdrawn(source) => format!("withdrawn {}", source.name()),
        }
    }

    fn of(text: &str) -> Option<News> {
        match text {
            "changed" => Some(News::Changed),
            "forgotten" => Some(News::Forgotten),
            _ => {
                let source = Source::from_name(text.strip_prefix("withdrawn ")?)?;
                Some(News::Withdrawn(source))
            }
        }
    }
}

/// The other tabs; nobody, where the browser has no such channel.
#[derive(Default)]
pub(crate) struct Tabs {
    channel: Option<BroadcastChannel>,
    listener: Option<EventListener>,
}

impl Tabs {
    /// Listens to the other tabs.
    pub(crate) fn listen(heard: impl Fn(News) + 'static) -> Tabs {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return Tabs::default();
        };
        let listener = EventListener::new(&channel, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            let text = data.and_then(|data| data.as_string());
            if let Some(news) = text.as_deref().and_then(News::of) {
                heard(news);
            }
        });
        Tabs {
            channel: Some(channel),
            listener: Some(listener),
        }
    }

    /// Tells the other tabs.
    pub(crate) fn tell(&self, news: News) {
        if let (Some(channel), Some(_)) = (&self.channel, &self.listener) {
            // A channel that is closed has nobody to tell.
            let _ = channel.post_message(&news.text().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn news_are_read_as_they_are_told() {
        let withdrawn = Source::ALL.map(News::Withdrawn);
        for news in withdrawn
            .into_iter()
            .chain([News::Changed, News::Forgotten])
        {
            assert_eq!(News::of(&news.text()), Some(news));
        }
        assert_eq!(News::of("withdrawn by-nobody"), None);
        assert_eq!(News::of(""), None);
    }
}
