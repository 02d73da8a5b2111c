//! What a text cites.

use travaux_check::{Form, citations};

#[test]
fn a_list_without_beginnings_is_a_list_of_symbols() {
    let found = citations("Recalling its resolutions 53/70 of 4 December 1998, 54/49 and 55/28,");
    let symbols: Vec<&str> = found.iter().map(|citation| citation.symbol.as_str()).collect();
    assert_eq!(symbols, ["A/RES/53/70", "A/RES/54/49", "A/RES/55/28"]);
    assert_eq!(found.last().map(|citation| citation.form), Some(Form::Tail));
}
