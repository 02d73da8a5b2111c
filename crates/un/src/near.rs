//! Names that may be meant by one that nothing has.

/// The up to three names nearest to a text, nearest first: a slip away from it, or two where it is long. Small and
/// capital letters are the same; letters that changed places are one slip.
pub fn nearest<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let asked = text.to_lowercase();
    let slips = 1 + usize::from(text.len() > 4);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        // The measure takes time in proportion to both lengths, and a name as unlike as that is not near.
        .filter(|name| name.len().abs_diff(text.len()) <= 4 * slips)
        .map(|name| (strsim::osa_distance(&asked, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= slips)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_or_two_are_near() {
        assert_eq!(nearest("titel", ["title", "states"]), ["title"]);
        assert_eq!(nearest("GGE", ["gge2", "gge1", "oewg1"]), ["gge1", "gge2"]);
        assert_eq!(nearest("committee", ["gge1", "gge2"]), Vec::<String>::new());
        assert_eq!(nearest("", ["open"]), Vec::<String>::new());
    }
}
