//! A small set of line icons. An icon always stands beside a word, so it is hidden from readers.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Home,
    Calendar,
    Book,
    Person,
    People,
    More,
    Path,
    Pin,
    Chart,
    Gear,
    Building,
    Clipboard,
    Cap,
    Question,
    Check,
    Cross,
    Plus,
    Search,
    Filter,
    Back,
    Forward,
    Up,
    Down,
    Download,
    Upload,
    Print,
    Clock,
    Alert,
    Info,
    Pencil,
    Trash,
    Undo,
    Lock,
    Link,
    Chat,
    Screen,
    Award,
    Leave,
    Copy,
    Mail,
    Eye,
}

impl Icon {
    /// Icons that point along the line of text, and so turn round in Arabic.
    fn follows_text(self) -> bool {
        matches!(self, Icon::Back | Icon::Forward | Icon::Leave | Icon::Undo)
    }

    /// The outline on a 24 × 24 grid.
    fn outline(self) -> &'static str {
        match self {
            Icon::Home => "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5.5h4V20",
            Icon::Calendar => "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
            Icon::Book => {
                "M6.5 3.5H18v17H6.5A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5zM5 18.5a1.5 1.5 0 0 1 1.5-1.5H18"
            }
            Icon::Person => {
                "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6"
            }
            Icon::People => {
                "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.4-3.4 3-5 6.5-5s6.1 1.6 6.5 5M15.5 4.9a3.5 3.5 0 0 1 0 6.3M18 14.9c2 .8 3.2 2.3 3.5 4.6"
            }
            Icon::More => "M5 12h.01M12 12h.01M19 12h.01",
            Icon::Path => {
                "M6 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 9.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16.5h6a3 3 0 0 0 0-6h-3.5a3 3 0 0 1 0-6H16"
            }
            Icon::Pin => {
                "M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.3 6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Icon::Chart => "M4 20h16M7 16.5v-5M12 16.5V5M17 16.5V9",
            Icon::Gear => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Icon::Building => "M5 20.5V4h10v16.5M15 9.5h4v11M3 20.5h18M8.5 8h3M8.5 12h3M8.5 16h3",
            Icon::Clipboard => "M6 5h12v15.5H6zM9 3.5h6v3.5H9zM9 11.5h6M9 15.5h4",
            Icon::Cap => "M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5v5c3 2.5 8 2.5 11 0v-5M21.5 9.5v5",
            Icon::Question => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 17h.01"
            }
            Icon::Check => "m5 12.5 4.5 4.5L19 7",
            Icon::Cross => "m6 6 12 12M18 6 6 18",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
            Icon::Filter => "M4 7h16M7 12h10M10 17h4",
            Icon::Back => "m14.5 5-7 7 7 7",
            Icon::Forward => "m9.5 5 7 7-7 7",
            Icon::Up => "M12 19V5M6 11l6-6 6 6",
            Icon::Down => "M12 5v14M6 13l6 6 6-6",
            Icon::Download => "M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15",
            Icon::Upload => "M12 16V4.5M7 9.5l5-5 5 5M4.5 19.5h15",
            Icon::Print => "M7 9V4h10v5M7 17H4.5V9h15v8H17M7.5 14h9v6h-9z",
            Icon::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2",
            Icon::Alert => "M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01",
            Icon::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.7h.01",
            Icon::Pencil => "m4 20 1-4.5L16 4.5 19.5 8 8.5 19zM14 6.5 17.5 10",
            Icon::Trash => "M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6",
            Icon::Undo => "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
            Icon::Lock => "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
            Icon::Link => {
                "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"
            }
            Icon::Chat => "M4 5h16v11.5h-9L6.5 20.5v-4H4zM8 9h8M8 12.5h5",
            Icon::Screen => "M3.5 4.5h17v11.5h-17zM12 16v4M8 20.5h8",
            Icon::Award => {
                "M12 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8.5 13.5 7 21l5-2.5 5 2.5-1.5-7.5"
            }
            Icon::Leave => "M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
            Icon::Copy => "M8.5 8.5H20V20H8.5zM15.5 8.5V4H4v11.5h4.5",
            Icon::Mail => "M3.5 5.5h17v13h-17zM3.5 7l8.5 6.5L20.5 7",
            Icon::Eye => {
                "M2.5 12C5 7.7 8 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.5 6.5-9.5 6.5S5 16.3 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
            }
        }
    }
}

/// An icon as tall as the text beside it, in the colour of the text.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    let class = if icon.follows_text() { "icon follows-text" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.outline() />
        </svg>
    }
}
