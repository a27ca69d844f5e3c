//! Knowledge: what people share in a session, the wall where it appears, and finding it again.

#[cfg(feature = "ssr")]
pub mod markdown;
