crate::id!(
    /// A training programme.
    ProgrammeId
);
