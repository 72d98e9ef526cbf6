//! What platforms and markup tell becomes events, each once, and every other report has its reason.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// Interfaces that tell machines apart or shoppers' places; none of them may be named by what the
/// widget loads.
const FINGERPRINTING: [&str; 20] = [
    "geolocation",
    "deviceMemory",
    "hardwareConcurrency",
    "getBattery",
    "mediaDevices",
    "userAgentData",
    "userAgent",
    "navigator.plugins",
    "mimeTypes",
    "AudioContext",
    "getContext",
    "toDataURL",
    "getImageData",
    "WebGL",
    "RTCPeerConnection",
    "document.fonts",
    "FontFace",
    "colorDepth",
    "speechSynthesis",
    "getGamepads",
];

async fn events(shop: &Shop) -> Result<Vec<(String, String)>> {
    let events = shop.events().await?;
    let pair = |event: crate::shop::Event| (event.kind, event.item);
    Ok(events.into_iter().map(pair).collect())
}

async fn debug(shop: &Shop) -> Result<Value> {
    shop.run("return await window.whyshelf.debug()", vec![])
        .await
}

/// Runs what a platform would, and waits until the widget holds exactly the events named since.
async fn tells(shop: &Shop, script: &str, expected: &[(&str, &str)]) -> Result<()> {
    let before = events(shop).await?.len();
    shop.run::<Value>(script, vec![]).await?;
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|&(kind, item)| (kind.to_owned(), item.to_owned()))
        .collect();
    let told = shop
        .until(&format!("{expected:?} of {script}"), async || {
            let told = events(shop).await?.split_off(before);
            Ok((told.len() >= expected.len()).then_some(told))
        })
        .await?;
    ensure!(
        told == expected,
        "{told:?} instead of {expected:?}: {script}"
    );
    Ok(())
}

async fn unharmed(shop: &Shop) -> Result<()> {
    let (errors, said) = (shop.errors().await?, shop.said().await?);
    ensure!(errors.is_empty() && said.is_empty(), "{errors:?} {said:?}");
    let violations = shop.violations().await?;
    ensure!(violations.is_empty(), "{violations:?}");
    Ok(())
}

pub(super) async fn what_every_platform_tells_becomes_one_event(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            // The history has been read, and hostile entries have not stopped it.
            let first = events(shop).await?;
            ensure!(
                first == [("add_to_cart".to_owned(), "HISTORY".to_owned())],
                "{first:?}"
            );
            for (script, expected) in [
                ("dataLayer.push({ecommerce: null}); dataLayer.push({event: 'view_item', ecommerce: {items: [{item_id: 71053}]}})",
                 ("view_item", "71053")),
                ("(function gtag() { dataLayer.push(arguments) })('event', 'add_to_wishlist', {items: [{item_id: 'W'}]})",
                 ("add_to_wishlist", "W")),
                ("dataLayer.push({event: 'addToCart', ecommerce: {add: {products: [{id: 'UA', quantity: 1}]}}})",
                 ("add_to_cart", "UA")),
                ("adobeDataLayer.push({event: 'product-page-view', eventInfo: {productContext: {sku: 'WB05', productId: 7}}})",
                 ("view_item", "WB05")),
                ("document.body.dispatchEvent(Object.assign(new Event('shopify:product:view', {bubbles: true}), {context: 'page', product: {id: 'gid://shopify/Product/8456', selectedVariant: null}}))",
                 ("view_item", "gid://shopify/Product/8456")),
                ("document.body.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update', {bubbles: true}), {action: 'add', lines: [{merchandiseId: 'gid://shopify/ProductVariant/44001', quantity: 1}], promise: Promise.resolve({cart: {}})}))",
                 ("add_to_cart", "gid://shopify/ProductVariant/44001")),
                ("const button = document.createElement('a'); button.dataset.product_id = '37'; jQuery(document.body).trigger('added_to_cart', [{}, 'hash', jQuery(button)])",
                 ("add_to_cart", "37")),
                ("wp.hooks.doAction('experimental__woocommerce_blocks-cart-remove-item', {product: {id: 38, sku: 'beanie'}, quantity: 1})",
                 ("remove_from_cart", "38")),
                ("const button = document.createElement('button'); button.className = 'add_to_cart_button'; button.dataset.product_id = '39'; document.body.append(button); button.click(); button.remove(); document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', {bubbles: true, detail: {preserveCartData: false}}))",
                 ("add_to_cart", "39")),
            ] {
                tells(shop, script, &[expected]).await?;
            }
            unharmed(shop).await
        })
        .await
}

pub(super) async fn an_action_that_several_sources_report_is_one_event(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let all_at_once = "
                const button = document.createElement('a');
                button.dataset.product_id = '37';
                dataLayer.push({event: 'add_to_cart', ecommerce: {items: [{item_id: '37'}]}});
                (function gtag() { dataLayer.push(arguments) })('event', 'add_to_cart', {items: [{item_id: 37}]});
                jQuery(document.body).trigger('added_to_cart', [{}, 'hash', jQuery(button)]);
                wp.hooks.doAction('experimental__woocommerce_blocks-cart-add-item', {product: {id: 37}});
                return await whyshelf.record({kind: 'add_to_cart', item: '37'});";
            tells(shop, all_at_once, &[("add_to_cart", "37")]).await?;
            let view = "
                for (let time = 0; time < 3; time++) {
                    dataLayer.push({event: 'view_item', ecommerce: {items: [{item_id: 'V'}]}});
                    adobeDataLayer.push({event: 'product-page-view', eventInfo: {productContext: {sku: 'V'}}});
                }";
            tells(shop, view, &[("view_item", "V")]).await?;
            let debug = debug(shop).await?;
            let repeated = debug["dropped"].as_array().map_or(0, |last| {
                last.iter().filter(|drop| drop["reason"] == "repeated").count()
            });
            ensure!(repeated >= 9, "{debug:#}");
            unharmed(shop).await
        })
        .await
}

/// More entries than are taken in one task.
pub(super) async fn entries_that_come_all_at_once_are_heard_in_their_order(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let heard: Vec<String> = shop
                .run(
                    "await window.whyshelf.events(); window.dataLayer ??= [];
                     for (let at = 0; at < 100; at++) {
                         dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: `X${at}` }] } });
                     }
                     return (await window.whyshelf.events()).map(({ item }) => item)",
                    vec![],
                )
                .await?;
            let told: Vec<String> = (0..100).map(|at| format!("X{at}")).collect();
            ensure!(heard == told, "heard {heard:?}");
            // Nothing waits for a time that does not come while the page is out of sight.
            let heard: Vec<String> = shop
                .run(
                    "const { setTimeout } = window;
                     window.setTimeout = () => 0;
                     for (let at = 0; at < 3000; at++) {
                         dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: `Y${at}` }] } });
                     }
                     document.dispatchEvent(new Event('visibilitychange'));
                     window.setTimeout = setTimeout;
                     const events = await window.whyshelf.events();
                     return events.filter(({ kind }) => kind === 'add_to_cart').map(({ item }) => item)",
                    vec![],
                )
                .await?;
            let told: Vec<String> = (2950..3000).map(|at| format!("Y{at}")).collect();
            ensure!(heard == told, "heard {heard:?}");
            Ok(())
        })
        .await
}

pub(super) async fn a_layer_that_other_scripts_wrap_or_replace_is_heard(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            // As Google Tag Manager does: it calls what was there, then keeps the array short.
            let wrapped = "
                const push = dataLayer.push;
                dataLayer.push = function (...entries) {
                    const length = push.apply(this, entries);
                    while (this.length > 3) this.shift();
                    return length;
                };
                for (const item_id of ['A', 'B', 'C', 'D']) dataLayer.push({event: 'view_item', ecommerce: {items: [{item_id}]}});";
            let views = ["A", "B", "C", "D"].map(|item| ("view_item", item));
            tells(shop, wrapped, &views).await?;
            // And as some do who know no better: what is pushed now is heard when the page is shown again.
            let replaced = "
                window.dataLayer = [{event: 'view_item', ecommerce: {items: [{item_id: 'E'}]}}];
                document.dispatchEvent(new Event('visibilitychange'));
                window.dataLayer.push({event: 'view_item', ecommerce: {items: [{item_id: 'F'}]}});";
            tells(shop, replaced, &[("view_item", "E"), ("view_item", "F")]).await?;
            unharmed(shop).await
        })
        .await
}

pub(super) async fn a_cart_that_refuses_makes_no_event(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let before = events(shop).await?;
            shop.run::<Value>(
                "const update = (promise) => document.body.dispatchEvent(Object.assign(
                     new Event('shopify:cart:lines-update', {bubbles: true}),
                     {action: 'add', lines: [{merchandiseId: 'gid://shopify/ProductVariant/1'}], promise}));
                 const failed = Promise.reject(new Error('offline'));
                 failed.catch(() => {});
                 update(failed);
                 update(Promise.resolve({cart: {}, userErrors: [{message: 'sold out'}]}));",
                vec![],
            )
            .await?;
            let refused = async || -> Result<usize> {
                let debug = debug(shop).await?;
                let last = debug["dropped"].as_array().cloned();
                let refused = last.unwrap_or_default();
                Ok(refused.iter().filter(|drop| drop["reason"] == "refused").count())
            };
            shop.until("two refusals", async || Ok((refused().await? == 2).then_some(())))
                .await?;
            ensure!(events(shop).await? == before);
            unharmed(shop).await
        })
        .await
}

pub(super) async fn a_form_that_a_script_sends_counts_when_the_cart_has_taken_it(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            let natives = "return [window.fetch, XMLHttpRequest.prototype.open, EventTarget.prototype.addEventListener, Array.prototype.push].map(String)";
            let before: Value = shop.run(natives, vec![]).await?;
            let form = "
                const form = document.createElement('form');
                form.action = '/cart/add';
                form.innerText = '';
                for (const [name, value] of [['id', '44002'], ['quantity', '1']]) {
                    const field = document.createElement('input');
                    [field.name, field.value] = [name, value];
                    form.append(field);
                }
                document.body.append(form);
                form.addEventListener('submit', (event) => { event.preventDefault(); fetch('/cart/add.js'); });
                form.requestSubmit();
                form.remove();";
            tells(shop, form, &[("add_to_cart", "44002")]).await?;
            let after: Value = shop.run(natives, vec![]).await?;
            ensure!(before == after, "natives were replaced");
            unharmed(shop).await
        })
        .await
}

pub(super) async fn the_pages_product_is_read_from_all_its_markup(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Platforms, async |shop| {
            shop.open("/").await?;
            shop.shelf().await?;
            // A shop of one page shows another.
            let turn = "
                history.pushState(null, '', '/lamps/moon');
                document.documentElement.lang = 'de-AT';
                const add = (tag, attributes, parent = document.body, text = '') => {
                    const element = document.createElement(tag);
                    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
                    element.append(text);
                    parent.append(element);
                    return element;
                };
                add('script', {type: 'application/ld+json'}, document.head, '{ broken');
                add('script', {type: 'application/LD+json'}, document.head,
                    '<!-- {\"@graph\": [{\"@type\": \"product\", \"sku\": \"MOON\", \"gtin13\": \"4006381333931\", \"name\": \"Moon lamp\"}]} -->');
                const item = add('div', {itemscope: '', itemtype: 'http://schema.org/Product'});
                add('meta', {itemprop: 'sku', content: 'MOON'}, item);
                const offer = add('p', {itemprop: 'offers', itemscope: '', itemtype: 'https://schema.org/Offer'}, item);
                add('span', {itemprop: 'price', content: '49.90'}, offer, '49,90 €');
                add('meta', {itemprop: 'priceCurrency', content: 'EUR'}, offer);
                add('link', {itemprop: 'availability', href: 'https://schema.org/InStock'}, offer);
                add('meta', {property: 'og:type', content: 'product'}, document.head);
                add('meta', {property: 'og:image', content: 'https://shop.example/moon.jpg'}, document.head);
                add('meta', {property: 'product:brand', content: 'Luna'}, document.head);
                dataLayer.push({event: 'view_item', ecommerce: {items: [{item_id: '4006381333931'}]}});";
            tells(shop, turn, &[("view_item", "MOON")]).await?;
            let debug = debug(shop).await?;
            let product = &debug["page"]["product"];
            for (fact, value, source) in [
                ("id", "MOON", "json-ld"),
                ("title", "Moon lamp", "json-ld"),
                ("price", "49.90", "microdata"),
                ("currency", "EUR", "microdata"),
                ("availability", "InStock", "microdata"),
                ("brand", "Luna", "open-graph"),
                ("image", "https://shop.example/moon.jpg", "open-graph"),
            ] {
                let expected = json!({"value": value, "source": source});
                ensure!(product[fact] == expected, "{fact}: {debug:#}");
            }
            let context = &debug["page"]["context"];
            ensure!(
                context["market"] == "AT" && context["currency"] == "EUR",
                "{debug:#}"
            );
            ensure!(context["device"] == "desktop", "{debug:#}");
            ensure!(debug["page"]["attention"]["dwell"].is_number(), "{debug:#}");
            let malformed = debug["dropped"].as_array();
            ensure!(
                malformed.is_some_and(|last| last.iter().any(|drop| drop["reason"] == "malformed")),
                "{debug:#}"
            );
            // The shop's policy minds the two blocks that this spec puts in, and nothing else.
            let violations = shop.violations().await?;
            ensure!(violations.len() == 2, "{violations:?}");
            let (errors, said) = (shop.errors().await?, shop.said().await?);
            ensure!(errors.is_empty() && said.is_empty(), "{errors:?} {said:?}");
            Ok(())
        })
        .await
}

pub(super) async fn the_widget_names_no_interface_that_tells_machines_apart(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            shop.open("/").await?;
            for file in ["whyshelf.js", "whyshelf_glue.js", "whyshelf_lazy_glue.js"] {
                let text: String = shop
                    .run(
                        "return await (await fetch(`/whyshelf/${arguments[0]}`)).text()",
                        vec![json!(file)],
                    )
                    .await?;
                ensure!(text.len() > 1_000, "{file} is empty: this proves nothing");
                for name in FINGERPRINTING {
                    ensure!(!text.contains(name), "{file} names {name}");
                }
            }
            Ok(())
        })
        .await
}
