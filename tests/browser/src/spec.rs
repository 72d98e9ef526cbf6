//! The specs, one file a subject; each spec is named by a sentence.

mod accessibility;
mod analytics;
mod attack;
mod before_consent;
mod card;
mod consent;
mod controls;
mod debug_view;
mod decides;
mod drawn;
mod examples;
mod faults;
mod harness;
mod honesty;
mod host_page;
mod keyboard;
mod killed;
mod languages;
mod large_shop;
mod loading;
mod looks;
mod panel;
mod platforms;
mod privacy;
mod remember;
mod signals;
mod sorting;
mod strategies;
mod tabs;
mod unharmed;
mod wishes;

use std::pin::Pin;

use anyhow::Result;

pub(crate) use remember::shopper_with_two_views;

use crate::engine::Engine;
use crate::stage::Stage;

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A spec: an async function of the stage.
pub(crate) type Spec = for<'a> fn(&'a Stage) -> Outcome<'a>;

/// Lists specs as (sentence, function); the sentence is the function's name.
macro_rules! specs {
    ($($subject:ident { $($name:ident),* $(,)? })*) => {
        vec![$($((
            stringify!($name).replace('_', " "),
            (|stage| Box::pin($subject::$name(stage))) as Spec,
        )),*),*]
    };
}

/// Every spec of an engine, in the order they run.
pub(crate) fn all(engine: Engine) -> Vec<(String, Spec)> {
    let mut specs = everywhere();
    if engine == Engine::Chromium {
        specs.extend(chromium());
    }
    if engine.keeps_profiles() {
        specs.extend(with_profiles());
    }
    specs
}

fn with_profiles() -> Vec<(String, Spec)> {
    specs! {
        killed {
            what_was_acknowledged_outlives_a_killed_browser,
        }
    }
}

fn everywhere() -> Vec<(String, Spec)> {
    specs! {
        harness {
            the_harness_reads_and_uses_a_shelf,
            the_harness_sees_everything_that_is_sent,
            the_harness_sees_everything_that_is_stored,
            the_harness_sees_what_goes_wrong_on_a_page,
        }
        before_consent {
            before_consent_a_product_page_recommends_and_stores_nothing,
        }
        remember {
            two_viewed_products_give_six_recommendations_that_name_them,
            putting_an_item_in_the_cart_changes_the_shelf_of_the_cart_page,
            forgetting_one_event_changes_the_shelf_at_once,
            with_everything_forgotten_popular_items_are_called_popular,
            history_outlives_a_reload_and_ends_with_the_switch,
        }
        consent {
            every_source_of_consent_stores_only_while_it_grants,
            whoever_says_no_decides_and_the_shopper_answers_for_the_silent,
            a_signal_of_global_privacy_control_is_a_no_until_the_shopper_says_yes,
            tabs_share_one_history_and_one_erasure,
            topics_presents_and_copies_are_in_the_shoppers_hand,
        }
        controls {
            what_is_not_wanted_goes_at_once_and_comes_back_with_undo,
            a_kind_that_is_not_wanted_is_on_no_shelf,
            a_shelf_that_is_less_personal_leaves_out_what_was_done,
            what_is_forgotten_comes_back_with_undo_here_and_on_the_device,
            products_are_compared_side_by_side,
            products_of_several_shelves_are_compared,
            a_copy_is_saved_as_a_file_and_loaded_again,
        }
        panel {
            a_topic_is_forgotten_and_shown_no_more_until_that_is_undone,
            a_pause_notes_nothing_and_a_present_counts_nothing,
            one_shelf_is_less_personal_and_the_others_are_not,
            a_paused_shelf_leaves_out_what_is_done_from_then_on,
            what_is_changed_all_at_once_is_kept_once,
        }
        decides {
            where_no_score_decides_why_this_tells_what_does,
            what_was_left_goes_with_the_deed_that_why_this_names,
            every_share_has_its_place_and_the_text_begins_with_what_fills_the_shelf,
        }
        analytics {
            analytics_are_told_of_shelves_where_shop_and_consent_want_it,
            analytics_of_a_shop_that_does_not_ask_are_told_nothing,
        }
        card {
            a_card_says_what_it_was_and_what_buyers_think,
            a_shelf_that_has_changed_all_day_shows_what_is_true,
            a_shelf_that_changes_a_lot_changes_a_few_cards_at_a_time,
            a_row_at_its_beginning_stays_there,
            a_shelf_that_is_asked_for_something_else_stays_where_it_is,
        }
        drawn {
            a_drawn_shelf_is_taken_over_unnoticed,
            what_is_asked_of_a_drawn_shelf_is_answered_later,
            a_drawn_shelf_stays_where_the_rest_does_not_come,
        }
        sorting {
            a_listing_is_sorted_when_asked_for_with_a_reason_and_put_back,
            a_listing_stays_as_it_is_while_too_little_is_known,
            a_bar_that_is_gone_before_its_code_came_covers_nothing,
        }
        wishes {
            a_wish_for_cheaper_products_moves_what_it_says,
            a_wish_for_well_known_products_moves_what_it_says,
            what_a_wish_brings_forward_says_so,
        }
        platforms {
            real_consent_platforms_decide_what_is_stored_in_every_state,
        }
        honesty {
            every_contribution_is_exactly_what_forgetting_its_event_takes_away,
            the_events_a_reason_names_hold_the_item_in_its_place,
        }
        privacy {
            ten_pages_of_shopping_send_nothing_but_gets_of_static_files,
            the_widget_leaves_the_shops_cookies_at_home,
            the_same_ten_pages_are_the_same_requests_whatever_the_history,
        }
        faults {
            a_truncated_pack_leaves_the_shops_own_content,
            a_tampered_pack_leaves_the_shops_own_content,
            a_missing_pack_leaves_the_shops_own_content,
            a_garbled_manifest_leaves_the_shops_own_content,
            a_missing_manifest_leaves_the_shops_own_content,
            garbled_wasm_leaves_the_shops_own_content,
            a_policy_that_refuses_wasm_leaves_the_shops_own_content,
            a_database_that_never_answers_does_not_keep_the_shelf_away,
            the_loader_on_a_page_twice_is_harmless,
        }
        tabs {
            eight_tabs_that_write_and_close_lose_and_double_nothing,
            a_page_that_is_come_back_to_knows_what_happened_since,
            in_a_sandboxed_frame_the_shops_own_content_stays,
        }
        debug_view {
            the_debug_view_is_a_live_log_that_moves_nothing,
            the_debug_object_is_plain_and_complete,
        }
        unharmed {
            whatever_the_device_refuses_the_shop_is_unharmed,
            whatever_is_damaged_on_the_device_the_shop_is_unharmed,
            whatever_is_wrong_with_the_page_the_shop_is_unharmed,
        }
        large_shop {
            a_product_page_of_a_large_shop_loads_one_shard,
            a_large_shops_files_do_not_depend_on_the_history,
            a_pack_signed_by_another_key_leaves_the_shops_own_content,
            an_expired_pack_leaves_the_shops_own_content,
            changed_shards_are_refused_and_popular_items_called_so,
            a_sensitive_product_leaves_no_trace,
        }
        languages {
            a_shelf_speaks_the_language_of_the_page_around_it,
            why_this_tells_the_place_that_forgetting_leaves,
            the_shop_can_print_how_shelves_are_chosen,
        }
        host_page {
            no_page_of_the_shop_breaks_shifts_or_violates_its_policy,
        }
        signals {
            what_every_platform_tells_becomes_one_event,
            an_action_that_several_sources_report_is_one_event,
            entries_that_come_all_at_once_are_heard_in_their_order,
            a_layer_that_other_scripts_wrap_or_replace_is_heard,
            a_cart_that_refuses_makes_no_event,
            a_form_that_a_script_sends_counts_when_the_cart_has_taken_it,
            the_pages_product_is_read_from_all_its_markup,
            the_widget_names_no_interface_that_tells_machines_apart,
        }
        strategies {
            no_item_stands_on_two_shelves_of_a_page,
            with_too_little_signal_a_shelf_says_so_and_shows_what_is_popular,
            popular_is_said_of_the_time_in_which_it_was_counted,
            what_was_left_in_the_basket_is_shown_on_return,
            what_was_viewed_goes_on_where_it_was_left,
            what_has_come_since_the_last_visit_is_called_so,
            a_product_page_has_what_is_similar_and_what_goes_with_it,
            a_cart_is_completed_and_taken_to_free_shipping,
            what_was_bought_before_may_be_bought_again,
            a_page_that_does_not_exist_still_leads_somewhere,
        }
        accessibility {
            axe_finds_nothing_in_any_state_wide_or_narrow,
        }
        keyboard {
            a_keyboard_reaches_a_card_opens_its_reasons_and_comes_back,
            tab_does_not_leave_an_open_dialog,
            a_keyboard_turns_the_row_and_forgets_without_losing_its_place,
        }
        attack {
            a_catalog_full_of_attacks_runs_nothing_and_links_nowhere_unsafe,
            a_shelf_runs_where_only_scripts_with_a_nonce_may,
        }
        examples {
            shops_that_render_for_themselves_show_the_same_arithmetic,
        }
    }
}

/// What one engine alone can be asked for: layout shifts, slow networks, pictures that another
/// engine would draw in its own way.
fn chromium() -> Vec<(String, Spec)> {
    specs! {
        loading {
            nothing_shifts_on_a_cold_or_warm_or_failing_load,
            nothing_shifts_on_a_slow_load,
        }
        looks {
            every_component_looks_as_in_its_reference,
            every_component_looks_as_in_its_reference_from_right_to_left,
            every_component_reads_as_in_its_reference,
        }
    }
}
