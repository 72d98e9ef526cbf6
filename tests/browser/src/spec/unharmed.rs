//! Whatever is wrong with the page or the device: the shop's own script finishes, nothing is left
//! uncaught, nothing moves, the shelf is right or the shop's own content stays, and on the next page
//! the history is sound and can be withdrawn.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::shopper_with_two_views;
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// One thing that goes wrong.
#[derive(Clone, Copy)]
struct Case {
    /// A name in `faults.js`, or what the script does.
    fault: &'static str,
    /// A shopper who remembers two views, rather than one who has never been asked.
    remembers: bool,
    /// Done in the page as soon as it has loaded; `item` is a product. It throws if it does not
    /// find what it expects.
    script: &'static str,
    /// Events on the next page.
    left: usize,
}

const USUAL: Case = Case {
    fault: "",
    remembers: true,
    script: "",
    left: 2,
};

/// For the scripts below.
const HELPERS: &str = "
    const [item] = arguments;
    const wait = (time) => new Promise((done) => setTimeout(done, time));
    const settled = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const expect = (is, what) => { if (!is) throw new Error(what); };
    const view = (item) => whyshelf.record({ kind: 'view_item', item });
    const cart = (item) => whyshelf.record({ kind: 'add_to_cart', item });
    const heard = async (item) => {
        for (let turn = 0; turn < 200; turn++) {
            if ((await whyshelf.events()).some((event) => event.item === item)) return;
            await wait(50);
        }
        throw new Error(`${item} was not heard`);
    };
    // Shows the shop with a fault in a frame, since drivers break under some; how many cards it has.
    const framed = async (fault) => {
        const frame = document.createElement('iframe');
        Object.assign(frame.style, { position: 'fixed', inset: 0, width: '100%', height: '100%' });
        frame.src = `/?fault=${fault}`;
        document.body.append(frame);
        const shelf = () => frame.contentDocument?.querySelector('why-shelf:not([sorts])');
        const told = () => frame.contentWindow?.__probe?.console.some(({ text }) => text.includes('whyshelf:'));
        const settles = () => shelf()?.dataset.state === 'ready' || told();
        for (let turn = 0; !settles(); turn++) {
            expect(turn < 200, 'there is neither a shelf nor a message');
            shelf()?.scrollIntoView({ behavior: 'instant' });
            await wait(50);
        }
        const { errors } = frame.contentWindow.__probe;
        expect(frame.contentDocument.documentElement.dataset.host === 'done', 'the script there did not finish');
        expect(errors.length === 0, `errors there: ${errors}`);
        const cards = shelf().shadowRoot?.querySelectorAll('[data-part=card]').length ?? 0;
        frame.remove();
        return cards;
    };
    // Changes every record of a store by hand.
    const spoil = async (name, change) => {
        const database = await settled(indexedDB.open('whyshelf'));
        const store = database.transaction(name, 'readwrite').objectStore(name);
        const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
        for (const [at, key] of keys.entries()) {
            const value = change(values[at], at);
            await settled(value === null ? store.delete(key) : store.put(value, key));
        }
        database.close();
    };";

const STORAGE: [Case; 9] = [
    Case {
        fault: "storage getters throw",
        remembers: false,
        script: "await whyshelf.setConsent('granted').catch(() => {}); await view(item)",
        left: 0,
    },
    Case {
        fault: "indexedDB.open never settles",
        script: "await view(item)",
        ..USUAL
    },
    Case {
        fault: "the list of databases never settles",
        script: "await view(item)",
        ..USUAL
    },
    Case {
        fault: "the quota is exceeded",
        script: "await cart(item);
            const events = await whyshelf.events();
            expect(events.length === 3, `${events.length} events in memory`)",
        ..USUAL
    },
    Case {
        fault: "the first write fails",
        script: "await whyshelf.events(); window.__failing = true;
            await cart(item); await cart('another')",
        left: 4,
        ..USUAL
    },
    Case {
        fault: "opening takes its time",
        remembers: false,
        script: "const granted = whyshelf.setConsent('granted');
            await whyshelf.events();
            const first = cart(item);
            await wait(100);
            const numbers = await Promise.all([first, cart('another'), granted]);
            expect(numbers[0] === 1 && numbers[1] === 2, `numbers ${numbers}`)",
        left: 2,
    },
    Case {
        fault: "", // deleted under a live tab
        script: "await whyshelf.events(); await settled(indexedDB.deleteDatabase('whyshelf')); await cart(item)",
        left: 0,
        ..USUAL
    },
    Case {
        fault: "", // an old tab, which ignores that the database is to go
        script: "window.__old = await settled(indexedDB.open('whyshelf'));
            const error = await whyshelf.forget('all').then(() => null, (error) => error);
            expect(error?.code, `no error with a code: ${error}`)",
        left: 0,
        ..USUAL
    },
    Case {
        fault: "", // a database of a version to come
        script: "await whyshelf.events(); await settled(indexedDB.deleteDatabase('whyshelf'));
            (await settled(indexedDB.open('whyshelf', 7))).close()",
        left: 0,
        ..USUAL
    },
];

const RECORDS: [Case; 5] = [
    Case {
        fault: "", // records of a version to come
        script: "await whyshelf.events(); await spoil('events', (event) => ({ ...event, version: 9 }))",
        left: 0,
        ..USUAL
    },
    Case {
        fault: "", // a flipped bit
        script:
            "await whyshelf.events();
            await spoil('events', (event, at) => at ? event : { ...event, item: `${event.item}x` })",
        left: 1,
        ..USUAL
    },
    Case {
        fault: "", // a truncated store
        script: "await whyshelf.events(); await spoil('events', (event, at) => at ? event : null)",
        left: 1,
        ..USUAL
    },
    Case {
        fault: "", // switches that cannot be read: of consent nothing is known
        script: "await whyshelf.events(); await spoil('state', (state) => ({ ...state, next: 1 }))",
        left: 0,
        ..USUAL
    },
    Case {
        fault: "the clock is ten years ahead",
        script: "await cart(item);
            const events = await whyshelf.events();
            expect(events.length === 1, `${events.length} events after ten years`)",
        left: 1,
        ..USUAL
    },
];

const PAGE: [Case; 7] = [
    Case {
        fault: "",
        script: "expect(await framed('natives are polluted') > 0, 'no cards there')",
        ..USUAL
    },
    Case {
        fault: "",
        script: "expect(await framed('fetch and JSON are replaced') === 0, 'cards without a fetch')",
        ..USUAL
    },
    Case {
        fault: "the answer takes its time", // and consent is withdrawn while it does
        remembers: false,
        script: "const all = [whyshelf.setConsent('granted'), view(item)];
            await wait(100);
            all.push(whyshelf.setConsent('denied'));
            await Promise.all(all);
            expect((await indexedDB.databases()).length === 0, 'something is stored')",
        left: 0,
    },
    Case {
        fault: "", // the host empties the element and puts it elsewhere
        script: "const shelf = document.querySelector('why-shelf:not([sorts])');
            shelf.scrollIntoView({ behavior: 'instant' });
            while (shelf.dataset.state !== 'ready') await wait(20);
            const place = shelf.getBoundingClientRect().height;
            shelf.style.minHeight = `${place}px`;
            shelf.replaceChildren(); shelf.shadowRoot.replaceChildren();
            await cart(item);
            const parent = shelf.parentNode, next = shelf.nextSibling;
            shelf.remove(); parent.insertBefore(shelf, next)",
        left: 3,
        ..USUAL
    },
    Case {
        fault: "a million old entries",
        remembers: false,
        script: "await heard('LAST')",
        left: 0,
    },
    Case {
        fault: "entries that throw, cycles and ten megabytes",
        remembers: false,
        script: "await heard('LAST')",
        left: 0,
    },
    Case {
        fault: "", // the same, pushed live
        remembers: false,
        script: "window.dataLayer ??= []; await whyshelf.events();
            document.dispatchEvent(new Event('visibilitychange'));
            const trap = () => { throw new Error('do not look'); };
            const cycle = { event: 'view_item' }; cycle.ecommerce = { items: [cycle] };
            const long = 'x'.repeat(10 << 20);
            for (const entry of [cycle, new Proxy({}, { get: trap, has: trap }), long,
                { event: 'view_item', ecommerce: { items: [{ item_id: long }] } },
                { event: 'add_to_cart', ecommerce: { items: [{ item_id: 'LIVE' }] } }]) dataLayer.push(entry);
            await heard('LIVE')",
        left: 0,
    },
];

pub(super) async fn whatever_the_device_refuses_the_shop_is_unharmed(stage: &Stage) -> Result<()> {
    unharmed_by(stage, &STORAGE).await
}

pub(super) async fn whatever_is_damaged_on_the_device_the_shop_is_unharmed(
    stage: &Stage,
) -> Result<()> {
    unharmed_by(stage, &RECORDS).await
}

pub(super) async fn whatever_is_wrong_with_the_page_the_shop_is_unharmed(
    stage: &Stage,
) -> Result<()> {
    unharmed_by(stage, &PAGE).await
}

async fn unharmed_by(stage: &Stage, cases: &[Case]) -> Result<()> {
    for case in cases {
        stage
            .visit(Site::Faults, async |shop| unharmed(shop, case).await)
            .await
            .with_context(|| format!("{:?}: {}", case.fault, case.script))?;
    }
    Ok(())
}

async fn unharmed(shop: &Shop, case: &Case) -> Result<()> {
    let item = if case.remembers {
        let [first, _] = shopper_with_two_views(shop).await?;
        first.item
    } else {
        shop.popular().await?.swap_remove(0).item
    };
    shop.open(&format!("/?fault={}", case.fault.replace(' ', "%20")))
        .await?;
    let script = format!("{HELPERS} {}", case.script);
    shop.run::<Value>(&script, vec![json!(item)]).await?;
    ensure!(!shop.shelf().await?.is_empty(), "the shelf is empty");
    is_unharmed(shop).await?;
    nothing_moves(shop).await?;

    shop.open("/").await?;
    let cards = shop.shelf().await?;
    ensure!(!cards.is_empty(), "the next page's shelf is empty");
    is_unharmed(shop).await?;
    nothing_moves(shop).await?;
    let events = shop.events().await?;
    ensure!(
        events.len() == case.left,
        "{} are left of the events, not {}: {events:?}",
        events.len(),
        case.left
    );
    // Where an old page still holds the database, that is an error; it goes when that page does.
    let deny = "await whyshelf.setConsent('denied').catch(() => {})";
    shop.run::<Value>(deny, vec![]).await?;
    shop.until("withdrawal to leave nothing", async || {
        Ok(shop.stored().await?.databases.is_empty().then_some(()))
    })
    .await
}

/// The page's own script has finished, and nothing is uncaught.
async fn is_unharmed(shop: &Shop) -> Result<()> {
    let done: bool = shop
        .run(
            "return document.documentElement.dataset.host === 'done'",
            vec![],
        )
        .await?;
    ensure!(done, "the page's own script did not finish");
    let errors = shop.errors().await?;
    ensure!(errors.is_empty(), "{errors:#?}");
    Ok(())
}

/// Nothing has moved since the page was read. What moves where there is no shelf, or while a page that
/// comes slowly gets its scroll bar, is the shop's own.
async fn nothing_moves(shop: &Shop) -> Result<()> {
    let moved: Vec<String> = shop
        .run(
            "const [{ domContentLoadedEventStart: read }] = performance.getEntriesByType('navigation');
             const late = window.__probe.shifts.filter(({ at }) => at > read);
             return late.map(({ value, moved }) => `${value}: ${moved}`)",
            vec![],
        )
        .await?;
    ensure!(moved.is_empty(), "shifts: {moved:?}");
    Ok(())
}
