//! Pieces of pages that know nothing of the domain.
