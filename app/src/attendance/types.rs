crate::text_enum! {
    /// How somebody stands to a session. Without a row a person is invited and unmarked.
    pub enum AttendanceState {
        Present => "present",
        Late => "late",
        /// Could not come, and said why.
        Excused => "excused",
        Absent => "absent",
        /// Came when all places were taken.
        Waiting => "waiting",
    }
}

impl AttendanceState {
    /// Counts as an attendee.
    pub fn attended(self) -> bool {
        matches!(self, AttendanceState::Present | AttendanceState::Late)
    }
}

crate::text_enum! {
    /// How the row came about.
    pub enum Way {
        /// The person checked in with the code.
        Code => "code",
        /// A facilitator marked it.
        Facilitator => "facilitator",
        /// Closing the session marked who was left.
        Closing => "closing",
    }
}
