use super::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn view(memory: &mut Memory, item: &str) -> (u32, u32) {
    memory.append(EventKind::ViewItem, item.to_owned(), 0.0)
}

fn items(memory: &Memory) -> Vec<(u32, String)> {
    let log = memory.log();
    let one = |event: &StoredEvent| (event.id, event.item.clone());
    log.events().iter().map(one).collect()
}

fn named(pairs: &[(u32, &str)]) -> Vec<(u32, String)> {
    let one = |&(id, item): &(u32, &str)| (id, item.to_owned());
    pairs.iter().map(one).collect()
}

fn device(items: &[&str]) -> Held {
    let mut held = Held::default();
    for item in items {
        held.log.append(
            EventKind::ViewItem,
            (*item).to_owned(),
            0.0,
            Rules::default(),
        );
    }
    held
}

#[wasm_bindgen_test]
fn another_tabs_event_comes_first_if_it_was_faster() {
    let mut memory = Memory::new(Rules::default());
    memory.adopt(device(&["a"]), &[]);
    let (token, number) = view(&mut memory, "b");
    assert_eq!(number, 2);
    view(&mut memory, "c");
    memory.adopt(device(&["a", "elsewhere", "b"]), &[(token, 3)]);
    assert_eq!(
        items(&memory),
        named(&[(1, "a"), (2, "elsewhere"), (3, "b"), (4, "c")])
    );
}

#[wasm_bindgen_test]
fn what_is_forgotten_before_it_is_saved_does_not_come_back() {
    let mut memory = Memory::new(Rules::default());
    let (token, number) = view(&mut memory, "a");
    view(&mut memory, "b");
    let writing = memory.take_up();
    assert_eq!(writing.len(), 2);
    assert_eq!(memory.forget(|event| event.id == number), 1);
    assert_eq!(items(&memory), named(&[(2, "b")]));
    let forgotten = memory.adopt(device(&["a"]), &[(token, 1)]);
    assert_eq!(forgotten, [1]);
    assert_eq!(items(&memory), named(&[(2, "b")]));
}

#[wasm_bindgen_test]
fn what_was_forgotten_comes_back_in_its_place_saved_or_not() {
    let mut memory = Memory::new(Rules::default());
    memory.adopt(device(&["a", "b"]), &[]);
    view(&mut memory, "c");
    view(&mut memory, "d");
    let before = memory.log().clone();
    for number in 1..=4 {
        let gone: Vec<StoredEvent> = before.events()[number - 1..number].to_vec();
        memory.forget(|event| event.id == gone[0].id);
        assert_eq!(memory.log().events().len(), 3);
        memory.put_back(&gone);
        memory.put_back(&gone);
        assert_eq!(*memory.log(), before);
    }
    assert_eq!(memory.take_up().len(), 2);
}

#[wasm_bindgen_test]
fn a_gift_that_is_put_back_to_leaves_the_shoppers_own_alone() {
    let mut memory = Memory::new(Rules::default());
    view(&mut memory, "mine");
    memory.set_gift(true);
    view(&mut memory, "theirs");
    let theirs = memory.log().events().to_vec();
    memory.forget(|_| true);
    memory.put_back(&theirs);
    assert_eq!(items(&memory), named(&[(1, "theirs")]));
    memory.set_gift(false);
    assert_eq!(items(&memory), named(&[(1, "mine")]));
}

#[wasm_bindgen_test]
fn without_the_device_this_page_stays_and_earlier_ones_are_gone() {
    let mut memory = Memory::new(Rules::default());
    let (token, _) = view(&mut memory, "here");
    memory.adopt(device(&["before", "here"]), &[(token, 2)]);
    memory.leave_device();
    assert_eq!(items(&memory), named(&[(2, "here")]));
    let again = memory.take_up();
    let again: Vec<&str> = again.iter().map(|event| &*event.item).collect();
    assert_eq!(again, ["here"]);
}

#[wasm_bindgen_test]
fn a_visit_for_somebody_else_shows_nothing_else_and_leaves_nothing() {
    let mut memory = Memory::new(Rules::default());
    view(&mut memory, "mine");
    memory.set_gift(true);
    view(&mut memory, "theirs");
    assert_eq!(items(&memory), named(&[(1, "theirs")]));
    memory.set_gift(false);
    assert_eq!(items(&memory), named(&[(1, "mine")]));
}

#[wasm_bindgen_test]
fn an_event_is_given_to_one_writer_at_a_time_and_again_if_that_fails() {
    let mut memory = Memory::new(Rules::default());
    view(&mut memory, "a");
    let first = memory.take_up();
    let (token, _) = view(&mut memory, "b");
    let second = memory.take_up();
    let tokens = |events: &[Unsaved]| events.iter().map(|event| event.token).collect();
    let (one, two): (Vec<u32>, Vec<u32>) = (tokens(&first), tokens(&second));
    assert_eq!((one, two), (vec![1], vec![token]));
    assert!(memory.take_up().is_empty() && memory.is_saved());
    memory.hand_back(&first);
    assert!(!memory.is_saved());
    memory.adopt(device(&["b"]), &[(token, 1)]);
    assert_eq!(memory.number(token), Some(1));
    assert_eq!(memory.take_up(), first);
    assert_eq!(items(&memory), named(&[(1, "b"), (2, "a")]));
}

#[wasm_bindgen_test]
fn of_a_burst_the_newest_wait_for_the_device_and_what_it_holds_stays_known() {
    let mut memory = Memory::new(Rules::default());
    memory.adopt(device(&["before"]), &[]);
    view(&mut memory, "under way");
    let writing = memory.take_up();
    for number in 0..3 * MOST_WAITING {
        let (_, id) = view(&mut memory, &number.to_string());
        assert_eq!(memory.log().events().last().map(|event| event.id), Some(id));
    }
    assert_eq!(memory.held(), Some(&device(&["before"])));
    let waiting = memory.take_up();
    assert!((EventLog::CAPACITY - 1..=MOST_WAITING).contains(&waiting.len()));
    let newest = waiting.last().map(|event| event.item.clone());
    assert_eq!(newest, Some((3 * MOST_WAITING - 1).to_string()));
    assert_eq!(memory.unsaved[..1], writing);
}

#[wasm_bindgen_test]
fn what_is_kept_up_to_date_is_what_would_be_put_together() {
    let mut memory = Memory::new(Rules::default());
    for number in 0..3 * EventLog::CAPACITY {
        view(&mut memory, &number.to_string());
        if number % 7 == 0 {
            let newest = memory.log().next() - 1;
            memory.forget(|event| event.id == newest);
        }
    }
    let before = memory.log().clone();
    memory.merge();
    assert_eq!(*memory.log(), before);
    assert_eq!(before.events().len(), 120);
    assert!(memory.here.len() <= EventLog::CAPACITY);
}
