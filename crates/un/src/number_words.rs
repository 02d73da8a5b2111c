//! Numbers as English prose writes them in words.

/// The words from nought to nineteen.
pub const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The tens, from twenty on.
pub const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Whether a word is a number below a thousand, or a part of one, in any case.
pub fn is_number_word(word: &str) -> bool {
    let is = |name: &&str| name.eq_ignore_ascii_case(word);
    ONES.iter().any(is) || TENS.iter().any(is) || is(&"hundred")
}
