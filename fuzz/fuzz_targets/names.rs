//! Lookups of states and groups, and a user's file of groups: none panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_un::group::groups;
use travaux_un::state::{normalize_name, states};

fuzz_target!(|data: &[u8]| {
    let (all, problems) = groups().with_user_groups(data, "groups.csv");
    for group in &all {
        assert!(all.find(group.code()).is_ok());
    }
    for problem in problems {
        let _ = problem.to_string();
    }
    let Ok(name) = std::str::from_utf8(data) else { return };
    let normal = normalize_name(name);
    assert_eq!(normalize_name(&normal), normal);
    match states().find(name) {
        Ok(state) => assert_eq!(states().find(&normal), Ok(state)),
        Err(unknown) => assert!(!unknown.nearest.is_empty()),
    }
    let _ = groups().find(name);
});
