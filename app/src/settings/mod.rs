//! Settings: the organisation, its target and its holidays; the audit log.
