#![allow(clippy::unwrap_used)]
use super::*;
use crate::consent::{Consent, verdict};
use crate::storage::{Rules, StoredEvent};
use wasm_bindgen_test::wasm_bindgen_test;
use whyshelf_engine::EventKind;

fn append(held: &mut Held, kind: EventKind, item: &str) {
    held.log
        .append(kind, item.to_owned(), 1.0, Rules::default());
}

#[wasm_bindgen_test]
async fn what_is_written_is_read_and_erasing_leaves_nothing() {
    assert!(Device::open_existing().await.unwrap().is_none());
    let permit = verdict(|_| Some(Consent::Granted)).permit().unwrap();
    let device = Device::create(permit).await.unwrap();
    assert_eq!(device.read().await.unwrap(), None);
    let first = device.change(permit, |held| {
        append(held, EventKind::ViewItem, "a");
        append(held, EventKind::AddToCart, "b");
        held.switches.paused = true;
    });
    assert_eq!(first.await.unwrap().log.next(), 3);
    device.keep_row(permit, "a", b"row of a").await.unwrap();
    device.keep_row(permit, "b", b"row of b").await.unwrap();
    device.keep_row(permit, "z", b"of no event").await.unwrap();

    // Two tabs at once: each change sees the one before.
    let again = Device::open_existing().await.unwrap().unwrap();
    let second = device.change(permit, |held| append(held, EventKind::Purchase, "c"));
    let third = again.change(permit, |held| {
        held.log.forget(|event| event.id == 1);
        append(held, EventKind::ViewItem, "d");
    });
    let (second, third) = futures_util::future::join(second, third).await;
    assert_eq!(second.unwrap().log.next(), 4);
    let third = third.unwrap();
    let ids: Vec<u32> = third.log.events().iter().map(|event| event.id).collect();
    assert_eq!(ids, [2, 3, 4]);
    assert_eq!(again.read().await.unwrap(), Some(third.clone()));
    let mut after = third.clone();
    append(&mut after, EventKind::ViewItem, "e");
    again.append(permit, &third, &after).await.unwrap();
    assert_eq!(again.read().await.unwrap(), Some(after.clone()));
    // What another tab was faster with is left as it is.
    let mut slower = third.clone();
    append(&mut slower, EventKind::ViewItem, "f");
    assert!(again.append(permit, &third, &slower).await.is_err());
    assert_eq!(again.read().await.unwrap(), Some(after));
    let kept = again.rows().await.unwrap();
    assert_eq!(kept, [("b".to_owned(), b"row of b".to_vec())]);
    device.erase().await.unwrap();
    assert!(Device::open_existing().await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn the_rows_of_the_oldest_events_make_room_for_new_ones() {
    const ROW: usize = 30 << 10;
    let permit = verdict(|_| Some(Consent::Granted)).permit().unwrap();
    let device = Device::create(permit).await.unwrap();
    for number in 10..30 {
        let item = number.to_string();
        let change = device.change(permit, |held| append(held, EventKind::ViewItem, &item));
        change.await.unwrap();
        device.keep_row(permit, &item, &[7; ROW]).await.unwrap();
    }
    let longer_than_any = vec![7; 65 << 10];
    let kept = device.keep_row(permit, "29", &longer_than_any).await;
    kept.unwrap();
    let held = device.read().await.unwrap().unwrap();
    let rows = device.rows().await.unwrap();
    let used = bytes(&held) + rows.iter().map(|(_, row)| row.len()).sum::<usize>();
    assert!((MOST_BYTES - ROW..=MOST_BYTES).contains(&used), "{used}");
    let items: Vec<String> = rows.into_iter().map(|(item, _)| item).collect();
    let newest: Vec<String> = (30 - items.len()..30).map(|n| n.to_string()).collect();
    assert_eq!(items, newest);
    assert_eq!(
        held.log.events().len(),
        20,
        "events stay without their rows"
    );
    device.erase().await.unwrap();
}

#[wasm_bindgen_test]
async fn records_beyond_what_may_be_held_go_with_the_next_change() {
    let permit = verdict(|_| Some(Consent::Granted)).permit().unwrap();
    let device = Device::create(permit).await.unwrap();
    let first = device.change(permit, |held| append(held, EventKind::ViewItem, "a"));
    let event = first.await.unwrap().log.events()[0].clone();
    let transaction = device.begin(IdbTransactionMode::Readwrite).unwrap();
    let events = transaction.object_store(EVENTS).unwrap();
    for id in 2..=130 {
        let event = StoredEvent {
            id,
            ..event.clone()
        };
        let record = event_to_js(&event).unwrap();
        events.put_with_key(&record, &id.into()).unwrap();
    }
    settled(&transaction).await.unwrap();
    let held = device.change(permit, |_| {}).await.unwrap();
    assert_eq!(held.log.events().len(), 120);
    let transaction = device.begin(IdbTransactionMode::Readonly).unwrap();
    let events = transaction.object_store(EVENTS).unwrap();
    let stored = answer(&events.count().unwrap()).await.unwrap();
    assert_eq!(stored.as_f64(), Some(120.0));
    device.erase().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_page_that_holds_the_database_up_holds_nothing_that_was_in_it() {
    let permit = verdict(|_| Some(Consent::Granted)).permit().unwrap();
    let device = Device::create(permit).await.unwrap();
    let first = device.change(permit, |held| append(held, EventKind::ViewItem, "a"));
    first.await.unwrap();
    let request = factory().unwrap().open(DATABASE).unwrap();
    let old: IdbDatabase = answer(&request).await.unwrap().dyn_into().unwrap();
    assert!(device.erase().await.is_err(), "nobody lets go of it");
    for store in [EVENTS, STATE] {
        let transaction = old.transaction_with_str(store).unwrap();
        let left = transaction.object_store(store).unwrap().count().unwrap();
        assert_eq!(answer(&left).await.unwrap().as_f64(), Some(0.0), "{store}");
    }
    old.close();
    while Device::exists().await.unwrap() {}
}
