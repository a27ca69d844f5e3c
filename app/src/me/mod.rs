//! Me: my record, my settings, my sign-ins.
