crate::id!(
    /// A person: somebody who works or worked here.
    PersonId
);
crate::id!(
    /// A branch (sede): a place where people work.
    BranchId
);
crate::id!(
    /// A department (área).
    DepartmentId
);
crate::id!(
    /// A position (puesto).
    PositionId
);
