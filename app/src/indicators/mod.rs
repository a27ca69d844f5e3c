//! Indicators: completed training, its frozen plan, and what it reads.
