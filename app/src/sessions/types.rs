crate::id!(
    /// A training session.
    SessionId
);
