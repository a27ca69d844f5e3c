//! Knowledge: the notes people share, and how they are found again.
