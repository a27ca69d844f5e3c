//! The product as its users meet it: the real router, the real program.

mod access;
mod archetypes;
mod book;
mod commands;
mod judging;
mod killed;
mod leaks;
mod live;
mod markup;
mod onboarding;
mod operation;
mod phases;
mod photos;
mod polls;
mod practices;
mod programmes;
mod projector;
mod protection;
mod races;
mod search;
mod sign_in;
mod stopping;
mod style;
mod support;
mod twice;
mod upkeep;
