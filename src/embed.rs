//! The only code that JavaScript sees: what `pkg/` exports and what the custom element mounts.

mod apart;
mod api;
mod calls;
mod changes;
mod comparison;
mod copies;
mod debug;
mod drawer;
mod element;
mod error;
mod first;
mod focus;
mod live;
mod page;
mod panel;
mod passage;
mod policy;
mod reasons;
mod seat;
mod sorter;
mod standing;
mod types;
mod view;
