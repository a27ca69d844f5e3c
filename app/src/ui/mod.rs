//! Pieces of pages that know nothing of the domain.
//!
//! One file is one component or a close family; its look is the file of the same name in
//! `style/ui/`. Every piece is plain HTML from the server and works without JavaScript.
//! Optional texts are `String`s whose empty value means "not there".

pub mod badge;
pub mod button;
pub mod calendar;
pub mod card;
pub mod chart;
pub mod dates;
#[cfg(debug_assertions)]
pub mod design;
pub mod empty;
pub mod facts;
pub mod filters;
#[cfg(feature = "ssr")]
pub mod form;
pub mod frame;
pub mod heading;
pub mod hue;
pub mod icon;
pub mod layout;
pub mod logo;
pub mod news;
pub mod notice;
pub mod numbers;
pub mod page_head;
pub mod pagination;
pub mod path;
pub mod person;
pub mod plural;
pub mod progress;
pub mod prose;
#[cfg(feature = "ssr")]
pub mod qr;
pub mod ring;
pub mod stat;
pub mod table;
pub mod tabs;
pub mod texts;
pub mod timeline;

pub use badge::{Badge, Tone};
pub use button::{Button, ButtonLink, Confirm, Kind, Main};
pub use calendar::{Entry, MonthGrid, WeekList};
pub use card::{Card, CardHead};
pub use chart::{Bar, BarChart, DotChart, Estimate, LineChart, Point, Target};
pub use empty::Empty;
pub use facts::{Fact, Facts};
pub use filters::FilterBar;
pub use frame::{Frame, NavItem, PlainFrame, ScreenFrame};
pub use heading::Heading;
pub use icon::{Glyph, Icon};
pub use layout::{Columns, Grid, Inline, Section, Stack};
pub use logo::{Logo, PRODUCT};
pub use news::News;
pub use notice::{Notice, Toast};
pub use page_head::PageHead;
pub use pagination::{Paged, Pagination};
pub use path::{Path, Step, StepState};
pub use person::PersonLine;
pub use plural::{plural, some_of};
pub use progress::Progress;
pub use prose::Prose;
pub use ring::Ring;
pub use stat::Stat;
pub use table::{Cell, Column, Row, Table, TitleCell};
pub use tabs::{Tab, Tabs};
pub use timeline::{Timeline, TimelineEntry};
