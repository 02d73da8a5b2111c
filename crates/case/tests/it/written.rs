//! What a report is made of: numbers as the record has them, notes, figures, references, in files that hang together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use travaux_case::file::read;
use travaux_case::report::Block;
use travaux_case::{Case, Pair};
use travaux_record::Position;
use travaux_un::set::StateSet;
use travaux_votes::poles::{Stand, poles};
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::{counted, names, share, short};
use travaux_votes::{evaluate_text, record_through};

use crate::fixture::{Made, case, context, cyber, decision, record, with_head};

/// The report on cyberspace, made once for all tests.
fn report() -> &'static Made {
    static MADE: LazyLock<Made> = LazyLock::new(|| Made::of(&case(cyber())));
    &MADE
}

#[track_caller]
fn has(text: &str, sentence: &str) {
    assert!(text.contains(sentence), "the report does not say: {sentence}");
}

#[test]
fn it_is_the_same_twice_byte_for_byte() {
    let again = Made::of(&case(cyber()));
    assert_eq!(report().names(), again.names());
    for ((name, one), (_, other)) in report().files.iter().zip(&again.files) {
        assert!(one == other, "{name} differs");
    }
}

#[test]
fn it_has_its_sections_in_order() {
    let ids: Vec<&str> = report().report.sections.iter().map(|section| section.id).collect();
    assert_eq!(
        ids,
        [
            "texts",
            "rivals",
            "sponsorship",
            "votes",
            "poles",
            "firmness",
            "absences",
            "processes",
            "mandates",
            "norms",
            "initiatives",
            "questions",
            "since",
            "methods",
        ]
    );
}

/// Files.
mod files {
    use super::*;

    #[test]
    fn each_has_its_name_alone() {
        let names = report().names();
        let different: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
        assert_eq!(
            names[..6],
            ["report.html", "report.md", "report.typ", "references.bib", "references.json", "timeline.ics"]
        );
        for (name, bytes) in &report().files {
            assert!(!bytes.is_empty(), "{name}");
        }
    }

    #[test]
    fn each_figure_is_drawn_and_has_its_data() {
        let made = report();
        let figures: Vec<&str> = made
            .report
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Figure { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(made.names().len(), 6 + 2 * figures.len());
        for wanted in
            ["balance", "timeline", "rivals-75-32-75-240", "sponsors-75-32-75-240", "shift-74-29-75-240"]
        {
            assert!(figures.contains(&wanted), "{wanted}: {figures:?}");
        }
        for name in figures {
            let svg = made.text(&format!("figures/{name}.svg"));
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{name}");
            let csv = made.text(&format!("figures/{name}.csv"));
            let columns = csv.lines().next().map_or(0, |head| head.split(',').count());
            assert!(columns > 1 && csv.lines().count() > 1, "{name}: {csv}");
        }
    }

    #[test]
    fn no_figure_is_missing_from_the_bundled_cases() {
        for (id, text) in travaux_case::bundled::CASES {
            let made = Made::of(&case(text));
            assert!(!made.text("report.md").contains("No figure here"), "{id}");
        }
    }

    #[test]
    fn the_documents_show_the_figures_that_are_there() {
        let made = report();
        for (file, before, after) in
            [("report.md", "](figures/", ")"), ("report.typ", "image(\"figures/", "\"")]
        {
            let shown: BTreeSet<String> = made
                .text(file)
                .split(before)
                .skip(1)
                .filter_map(|rest| rest.split_once(after))
                .map(|(name, _)| format!("figures/{name}"))
                .collect();
            assert!(shown.len() > 10, "{file}");
            for name in shown {
                assert!(made.names().contains(&name.as_str()), "{file} shows {name}, which is not there");
            }
        }
    }
}

/// The page of HTML.
mod pages {
    use super::*;

    /// A tag with its attributes.
    struct Tag {
        name: String,
        attributes: Vec<(String, String)>,
    }

    /// The tags of a page that open, in order. (It quotes every value, as our writers do.)
    fn tags(page: &str) -> Vec<Tag> {
        let mut tags = Vec::new();
        let mut rest = page;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            if rest.starts_with(['/', '!']) {
                continue;
            }
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            rest = &rest[name.len()..];
            let mut attributes = Vec::new();
            loop {
                rest = rest.trim_start();
                if rest.starts_with(['>', '/']) || rest.is_empty() {
                    break;
                }
                let end = rest.find(['=', '>', ' ']).expect("an attribute ends");
                let attribute = rest[..end].to_owned();
                rest = &rest[end..];
                let mut value = "";
                if let Some(quoted) = rest.strip_prefix("=\"") {
                    let end = quoted.find('"').expect("a value ends");
                    value = &quoted[..end];
                    rest = &quoted[end + 1..];
                }
                attributes.push((attribute, value.to_owned()));
            }
            tags.push(Tag { name, attributes });
        }
        tags
    }

    fn page() -> &'static str {
        report().text("report.html")
    }

    fn values<'t>(tags: &'t [Tag], attribute: &str) -> Vec<&'t str> {
        let all = tags.iter().flat_map(|tag| &tag.attributes);
        all.filter(|(name, _)| name == attribute).map(|(_, value)| value.as_str()).collect()
    }

    #[test]
    fn it_needs_nothing_else() {
        let tags = tags(page());
        for tag in &tags {
            assert!(
                !["script", "link", "iframe", "object", "embed", "base", "form"].contains(&tag.name.as_str()),
                "<{}>",
                tag.name
            );
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on"), "<{} {name}>", tag.name);
                let loads = ["src", "srcset", "poster", "data", "xlink:href"].contains(&name.as_str())
                    || (name == "href" && tag.name != "a");
                assert!(
                    !loads || value.starts_with('#') || value.starts_with("data:"),
                    "<{} {name}={value}>",
                    tag.name
                );
            }
        }
        let style = page().split("<style>").nth(1).and_then(|rest| rest.split("</style>").next());
        let style = style.expect("it has a style");
        assert!(!style.contains("@import") && !style.contains("url("), "{style}");
        assert!(!page().contains("url(http"));
    }

    #[test]
    fn each_id_stands_once_and_each_link_within_leads_somewhere() {
        let tags = tags(page());
        let ids = values(&tags, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = ids.iter().copied().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(' ')));
        for link in values(&tags, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(known.contains(link), "#{link}");
        }
        // Within drawings: patterns, clips, and what they are described by.
        for tag in &tags {
            for (name, value) in &tag.attributes {
                if let Some(id) = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
                    assert!(known.contains(id), "{name}={value}");
                }
                if name == "aria-labelledby" || name == "aria-describedby" {
                    assert!(value.split(' ').all(|id| known.contains(id)), "{name}={value}");
                }
            }
        }
    }

    #[test]
    fn what_is_opened_is_closed() {
        let page = page();
        for name in ["section", "figure", "table", "tbody", "tr", "td", "li", "ul", "ol", "sup", "svg", "p"] {
            let opened = tags(page).iter().filter(|tag| tag.name == name).count();
            let closed = page.matches(&format!("</{name}>")).count();
            assert!(opened >= closed, "</{name}> without <{name}>");
            assert_eq!(opened, closed, "<{name}>");
        }
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    }

    #[test]
    fn it_shows_every_figure_with_its_data() {
        let tags = tags(page());
        let downloads = values(&tags, "download");
        let csvs: Vec<&str> = report()
            .names()
            .into_iter()
            .filter_map(|name| name.strip_prefix("figures/"))
            .filter(|name| name.ends_with(".csv"))
            .collect();
        assert_eq!(downloads, csvs);
        assert_eq!(tags.iter().filter(|tag| tag.name == "figure").count(), csvs.len());
        assert!(
            values(&tags, "href").iter().filter(|href| href.starts_with("data:text/csv")).count()
                == csvs.len()
        );
    }

    /// The data behind a link is the file, byte for byte.
    #[test]
    fn the_data_of_a_link_is_that_of_the_file() {
        let tags = tags(page());
        let link = tags
            .iter()
            .find(|tag| {
                tag.attributes.contains(&("download".to_owned(), "rivals-75-32-75-240.csv".to_owned()))
            })
            .expect("the link is there");
        let href = &link.attributes.iter().find(|(name, _)| name == "href").expect("an address").1;
        let data = href.strip_prefix("data:text/csv;charset=utf-8,").expect("data");
        let mut bytes = Vec::new();
        let mut rest = data.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
                let text = std::str::from_utf8(&digits).expect("digits");
                bytes.push(u8::from_str_radix(text, 16).expect("two digits"));
            } else {
                bytes.push(byte);
            }
        }
        let file = report().text("figures/rivals-75-32-75-240.csv");
        assert_eq!(String::from_utf8(bytes).expect("text"), file);
    }

    /// What an author writes stays text.
    #[test]
    fn no_text_of_the_file_becomes_a_part_of_the_page() {
        let text = r#"[case]
id = "a\" onload=\"x"
title = "<script>alert(1)</script> & \"more\""

[[line]]
id = "</ul><script>"
name = "<b>bold</b>"
texts = ["A/RES/75/240", "<img src=x>"]
sources = ["<i>page</i>, p. 1", "bad"]

[[source]]
id = "bad"
title = "A page"
url = "javascript:alert(1)"

[[open]]
what = "<iframe src='http://example.org'>"
"#;
        let made = Made::of(&case(text));
        let page = made.text("report.html");
        let names: BTreeSet<String> = tags(page).into_iter().map(|tag| tag.name).collect();
        for name in ["script", "b", "i", "img", "iframe"] {
            assert!(!names.contains(name), "<{name}>");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
        assert!(!page.contains("href=\"javascript:"), "an address that is none of the web is no link");
        assert!(!made.text("report.md").contains("<script>"));
    }
}

/// Notes.
mod notes {
    use super::*;

    /// Signs of notes in the order in which they are set, and the notes that are there.
    fn signs_and_notes(text: &str) -> (Vec<usize>, Vec<usize>) {
        let (mut signs, mut notes) = (Vec::new(), Vec::new());
        for line in text.lines() {
            for (place, rest) in line.match_indices("[^") {
                let digits: String =
                    line[place + rest.len()..].chars().take_while(char::is_ascii_digit).collect();
                let number = digits.parse().expect("a number");
                let behind = &line[place + rest.len() + digits.len()..];
                assert!(behind.starts_with(']'), "{line}");
                if place == 0 && behind.starts_with("]:") { notes.push(number) } else { signs.push(number) }
            }
        }
        (signs, notes)
    }

    #[test]
    fn each_sign_has_its_note_and_each_note_its_sign() {
        for (id, text) in travaux_case::bundled::CASES {
            let made = Made::of(&case(text));
            let (signs, notes) = signs_and_notes(made.text("report.md"));
            let all: Vec<usize> = (1..=made.report.notes.len()).collect();
            assert_eq!(notes, all, "{id}");
            let set: BTreeSet<usize> = signs.iter().copied().collect();
            assert_eq!(set, notes.iter().copied().collect(), "{id}");
        }
    }

    #[test]
    fn they_are_numbered_in_the_order_of_their_signs() {
        let (signs, _) = signs_and_notes(report().text("report.md"));
        let mut seen = BTreeSet::new();
        let first: Vec<usize> = signs.into_iter().filter(|sign| seen.insert(*sign)).collect();
        let all: Vec<usize> = (1..=report().report.notes.len()).collect();
        assert_eq!(first, all);
    }

    #[test]
    fn a_note_says_what_is_cited_in_full_and_then_in_short() {
        let words: Vec<String> =
            report().report.notes.iter().map(travaux_case::cite::Note::in_words).collect();
        assert!(
            words.contains(
                &"General Assembly resolution 75/240, «Developments in the field of information and telecommunications in the \
                  context of international security», 31 December 2020 (recorded vote, 92-50-21)."
                    .to_owned()
            ),
            "{words:#?}"
        );
        for (place, note) in report().report.notes.iter().enumerate() {
            let Some(earlier) = note.earlier else { continue };
            assert!(earlier <= place, "note {}: {words:?}", place + 1);
            let first = &report().report.notes[earlier - 1];
            assert_eq!((first.earlier, &first.reference.key), (None, &note.reference.key));
            assert!(words[place].contains(&format!("(note {earlier})")), "{}", words[place]);
            assert_eq!(note.url(), None);
        }
    }

    #[test]
    fn the_page_and_the_source_for_paper_have_the_same_notes() {
        let n = report().report.notes.len();
        let page = report().text("report.html");
        assert_eq!(page.matches("<li id=\"note-").count(), n);
        assert_eq!(page.matches(" id=\"sign-").count(), n);
        let paper = report().text("report.typ");
        let (_, notes) = paper.split_once("[Notes]").expect("notes");
        for number in 1..=n {
            assert!(notes.contains(&format!("\n{number}. ")), "{number}");
        }
    }

    /// Two sources of the file are two notes, whatever letters their ids are written in.
    #[test]
    fn sources_with_ids_in_any_letters_stay_apart() {
        let text = r#"[[line]]
id = "a"
name = "A line"
texts = ["A/RES/75/240"]
sources = ["мид", "тасс", "a page", "a-page"]

[[source]]
id = "мид"
title = "Page of the ministry"

[[source]]
id = "тасс"
title = "Page of the agency"

[[source]]
id = "a page"
title = "A page"

[[source]]
id = "a-page"
title = "Another page"
"#;
        let made = Made::of(&with_head(text));
        let words: Vec<String> = made.report.notes.iter().map(travaux_case::cite::Note::in_words).collect();
        for title in ["Page of the ministry", "Page of the agency", "A page", "Another page"] {
            assert!(words.iter().any(|words| words.contains(&format!("«{title}»"))), "{title}: {words:#?}");
        }
        let keys: BTreeSet<&str> = made.report.notes.iter().map(|note| note.reference.key.as_str()).collect();
        assert_eq!(keys.len(), made.report.notes.len());
        assert!(keys.iter().all(|key| !key.is_empty()), "{keys:?}");
    }
}

/// The source for paper.
mod paper {
    use super::*;

    /// In Typst a semicolon, a bracket or a dot with a letter behind an expression belongs to it, and is not printed:
    /// «#super[1]; one» comes out as «¹ one».
    #[test]
    fn what_stands_behind_a_sign_is_printed() {
        let paper = report().text("report.typ");
        let mut swallowed = Vec::new();
        for line in paper.lines().filter(|line| line.contains("#super[") || line.contains("#emph[")) {
            for (at, _) in line.match_indices(']') {
                let is_text = line[..at].ends_with('\\');
                let mut behind = line[at + 1..].chars();
                let (next, after) = (behind.next(), behind.next());
                let taken = matches!(next, Some(';' | '(' | '['))
                    || (next == Some('.') && after.is_some_and(char::is_alphabetic));
                if !is_text && taken {
                    let from = line.floor_char_boundary(at.saturating_sub(30));
                    swallowed.push(&line[from..line.floor_char_boundary(at + 20)]);
                }
            }
        }
        assert!(swallowed.is_empty(), "{swallowed:#?}");
    }

    /// A semicolon ends an expression of Typst and a dot with a name goes on with it; neither would be printed.
    #[test]
    fn a_semicolon_behind_a_sign_is_escaped() {
        let paper = report().text("report.typ");
        assert!(paper.contains("]\\; "), "no semicolon stands behind a sign");
        assert!(!paper.contains("];"));
    }

    #[test]
    fn headings_and_titles_of_tables_stay_with_what_follows() {
        let paper = report().text("report.typ");
        assert!(paper.contains("#show heading: set block(sticky: true)\n"));
        let tables = paper.matches("\n#table(").count();
        assert!(tables > 5);
        assert_eq!(paper.matches("#block(sticky: true)[*").count(), tables);
        assert!(paper.contains("(n\u{a0}\\=\u{a0}28)"), "a base goes to the next line");
    }

    #[test]
    fn brackets_are_in_pairs() {
        let mut open = 0_i32;
        let mut chars = report().text("report.typ").chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                '[' => open += 1,
                ']' => open -= 1,
                _ => {}
            }
            assert!(open >= 0);
        }
        assert_eq!(open, 0);
    }
}

/// References for other programs.
mod references {
    use super::*;

    /// The entries of a bibliography: key, and fields as they are written.
    #[track_caller]
    fn entries(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
        let mut entries = Vec::new();
        for entry in text.split("\n\n").map(str::trim).filter(|entry| !entry.is_empty()) {
            let (kind, rest) = entry.split_once('{').expect("a kind of entry");
            assert!(["@misc", "@techreport"].contains(&kind), "{entry}");
            let (key, rest) = rest.split_once(',').expect("a key");
            let rest = rest.strip_suffix("\n}").expect("it ends in a line of its own");
            let mut fields = BTreeMap::new();
            for line in rest.trim().lines() {
                let (name, value) = line.trim().split_once(" = {").expect("a field in a line");
                let value = value.trim_end_matches(',').strip_suffix('}').expect("it is closed");
                let mut depth = 0_i32;
                for c in value.chars() {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    assert!(depth >= 0, "{line}");
                }
                assert_eq!(depth, 0, "{line}");
                assert_eq!(fields.insert(name.to_owned(), value.to_owned()), None, "{line}");
            }
            entries.push((key.to_owned(), fields));
        }
        entries
    }

    #[test]
    fn the_bibliography_has_each_key_once() {
        for (_, text) in travaux_case::bundled::CASES {
            let made = Made::of(&case(text));
            let entries = entries(made.text("references.bib"));
            let keys: BTreeSet<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys.len(), entries.len());
            for (key, fields) in &entries {
                assert!(
                    !key.is_empty()
                        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                    "{key}"
                );
                assert!(fields["title"].len() > 2, "{key}");
            }
            let cited: BTreeSet<&str> =
                made.report.notes.iter().map(|note| note.reference.key.as_str()).collect();
            assert_eq!(keys, cited);
        }
    }

    #[test]
    fn a_resolution_is_cited_by_symbol_title_and_day() {
        let entries = entries(report().text("references.bib"));
        let (_, fields) = entries.iter().find(|(key, _)| key == "unga-75-240").expect("it is cited");
        let field = |name: &str| fields[name].as_str();
        assert_eq!(field("author"), "{United Nations, General Assembly}");
        assert_eq!(
            field("title"),
            "{Developments in the field of information and telecommunications in the context of international security}"
        );
        assert_eq!(field("number"), "A/RES/75/240");
        assert_eq!((field("type"), field("institution")), ("Resolution", "United Nations"));
        assert_eq!((field("date"), field("year")), ("2020-12-31", "2020"));
        assert_eq!(field("url"), "https://undocs.org/en/A/RES/75/240");
        assert_eq!(field("note"), "recorded vote, 92-50-21");
    }

    #[test]
    fn json_for_citations_has_what_readers_of_it_need() {
        for (_, text) in travaux_case::bundled::CASES {
            let made = Made::of(&case(text));
            let items: serde_json::Value = serde_json::from_str(made.text("references.json")).expect("JSON");
            let items = items.as_array().expect("a list");
            let ids: Vec<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
            let keys: Vec<String> =
                entries(made.text("references.bib")).into_iter().map(|(key, _)| key).collect();
            assert_eq!(ids, keys);
            for item in items {
                let kind = item["type"].as_str().expect("a type");
                assert!(
                    ["legislation", "report", "dataset", "webpage", "document"].contains(&kind),
                    "{item}"
                );
                assert!(item["title"].as_str().is_some_and(|title| !title.is_empty()), "{item}");
                if let Some(parts) = item["issued"]["date-parts"].as_array() {
                    assert_eq!(parts.len(), 1);
                    let numbers = parts[0].as_array().expect("a date");
                    assert!((1..=3).contains(&numbers.len()), "{item}");
                }
            }
        }
    }

    #[test]
    fn a_resolution_in_json() {
        let items: serde_json::Value = serde_json::from_str(report().text("references.json")).expect("JSON");
        let items = items.as_array().expect("a list");
        let item = items.iter().find(|item| item["id"] == "unga-75-240").expect("it is cited");
        assert_eq!(item["type"], "legislation");
        assert_eq!(item["authority"], "United Nations, General Assembly");
        assert_eq!(item["number"], "A/RES/75/240");
        assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2020, 12, 31]]));
        assert_eq!(item["event-title"], "General Assembly, session 75");
        assert_eq!(item["references"], "A/75/PV.48 (Resumption 1)");
        assert_eq!(item.get("collection-title"), None, "a session is no series");
    }

    /// The names that CSL 1.0.2 knows and that are used here: its schema allows no other.
    #[test]
    fn json_for_citations_has_no_field_that_its_schema_does_not_know() {
        const KNOWN: [&str; 13] = [
            "id",
            "type",
            "title",
            "author",
            "authority",
            "number",
            "container-title",
            "event-title",
            "issued",
            "publisher",
            "references",
            "URL",
            "note",
        ];
        let items: serde_json::Value = serde_json::from_str(report().text("references.json")).expect("JSON");
        for item in items.as_array().expect("a list") {
            for (name, _) in item.as_object().expect("an object") {
                assert!(KNOWN.contains(&name.as_str()), "{name}: {item}");
            }
        }
    }

    fn source(fields: &str) -> Made {
        Made::of(&with_head(&format!(
            "[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = [\"A/RES/75/240\"]\nsources = [\"s\"]\n\n[[source]]\nid = \"s\"\ntitle = \"A page\"\n{fields}"
        )))
    }

    #[track_caller]
    fn field(made: &Made, name: &str) -> String {
        let entries = entries(made.text("references.bib"));
        let (_, fields) = entries.iter().find(|(key, _)| key == "s").expect("it is cited");
        fields[name].clone()
    }

    #[track_caller]
    fn item(made: &Made) -> serde_json::Value {
        let items: serde_json::Value = serde_json::from_str(made.text("references.json")).expect("JSON");
        items.as_array().expect("a list").iter().find(|item| item["id"] == "s").expect("it is cited").clone()
    }

    #[test]
    fn several_persons_are_several_authors() {
        let made = source("author = \"Aude Géry, John B. Doe and François Delerue\"\n");
        assert_eq!(field(&made, "author"), "Géry, Aude and Doe, John B. and Delerue, François");
        assert_eq!(
            item(&made)["author"],
            serde_json::json!([
                { "family": "Géry", "given": "Aude" },
                { "family": "Doe", "given": "John B." },
                { "family": "Delerue", "given": "François" },
            ])
        );
    }

    #[test]
    fn what_may_be_an_institution_stays_one_name() {
        for name in [
            "United Nations",
            "Department of Economic and Social Affairs",
            "Ministry of Trade, Industry and Energy",
            "African Union, European Union and Arab League",
            "Jane Doe and John Roe",
        ] {
            let made = source(&format!("author = \"{name}\"\n"));
            assert_eq!(field(&made, "author"), format!("{{{name}}}"));
            assert_eq!(item(&made)["author"], serde_json::json!([{ "literal": name }]));
        }
    }

    #[test]
    fn an_address_has_no_sign_that_ends_one() {
        let made = source("url = \"https://example.org/{a b}<c>\"\n");
        let encoded = "https://example.org/%7Ba%20b%7D%3Cc%3E";
        assert_eq!(field(&made, "url"), encoded);
        assert_eq!(item(&made)["URL"], encoded);
        assert!(made.text("report.md").contains(&format!("«A page». <{encoded}>\n")));
        assert!(made.text("report.typ").contains(&format!("#link(\"{encoded}\")")));
    }

    #[test]
    fn what_is_no_address_of_the_web_is_printed() {
        let made = source("url = \"javascript:alert(1)\"\n");
        assert!(made.text("report.md").contains("«A page», javascript:alert(1).\n"));
        assert!(!made.text("report.typ").contains("#link(\"javascript"));
        assert_eq!(field(&made, "note"), "javascript:alert(1)");
        assert_eq!(item(&made).get("URL"), None);
    }

    #[test]
    fn what_a_reader_must_know_is_a_sentence_of_its_own() {
        let made = source("note = \"an excerpt.\"\n");
        assert!(made.text("report.md").contains("«A page». An excerpt.\n"));
    }

    /// A source of the record is cited as it wishes to be, and not told that it wishes so.
    #[test]
    fn a_source_of_the_record_is_cited_as_it_is_to_be_named() {
        let words: Vec<String> =
            report().report.notes.iter().map(travaux_case::cite::Note::in_words).collect();
        let wanted = "United Nations, DGACM, machine-readable resolutions (UNxml/GAresolutions), «Machine-readable \
                      resolutions: JSON extract».";
        assert!(words.iter().any(|words| words == wanted), "{words:#?}");
    }

    /// Braces, signs and breaks in what an author writes do not open or close an entry.
    #[test]
    fn no_text_of_the_file_breaks_the_bibliography() {
        let text = r#"[[line]]
id = "a"
name = "A line"
texts = ["A/RES/75/240"]
sources = ["odd"]

[[source]]
id = "odd"
author = "A {B & C} \\ D_E"
title = "100 % of {everything"
container = "}} $5 #1"
url = "https://example.org/a{b"
note = "}} and more"
"#;
        let made = Made::of(&with_head(text));
        let entries = entries(made.text("references.bib"));
        let (_, fields) = entries.iter().find(|(key, _)| key == "odd").expect("it is cited");
        assert_eq!(fields["title"], "{100 \\% of \\textbraceleft{}everything}");
        assert_eq!(fields["note"], "\\textbraceright{}\\textbraceright{} and more");
        assert_eq!(
            fields["author"],
            "{A \\textbraceleft{}B \\& C\\textbraceright{} \\textbackslash{} D\\_E}"
        );
        assert_eq!(fields["howpublished"], "\\textbraceright{}\\textbraceright{} \\$5 \\#1");
    }
}

/// Numbers: what the report says is what the record says, asked again.
mod numbers {
    use super::*;

    fn text() -> &'static str {
        report().text("report.md")
    }

    #[test]
    fn where_states_stand_on_each_pair() {
        let case = case(cyber());
        assert_eq!(case.rivals.len(), 5);
        for pair in &case.rivals {
            let value = poles(context(), pair.first, pair.second).expect("both have votes").value;
            let of = |stand| share(u64::from(value.n(stand)), u64::from(value.members_of_both));
            let (first, second) = (short(pair.first.id()), short(pair.second.id()));
            has(
                text(),
                &format!(
                    "{first} and {second}: {} were in favour of {first} and against {second}, {} the reverse; {} stood \
                     between; {} did not vote on one of the two or on both.",
                    of(Stand::FirstPole),
                    of(Stand::SecondPole),
                    of(Stand::Between),
                    of(Stand::NotVoting)
                ),
            );
        }
        has(
            text(),
            "75/32 and 75/240: 49 of 193 (25.4 %) were in favour of 75/32 and against 75/240, 10 of 193 (5.2 %) the \
             reverse; 100 of 193 (51.8 %) stood between; 34 of 193 (17.6 %) did not vote on one of the two or on both. Of \
             those between, 73 were in favour of both, 20 were in favour of 75/32 and abstaining on 75/240, 6 were abstaining \
             on 75/32 and in favour of 75/240 and 1 was abstaining on both.",
        );
        has(text(), "On each of the 5 pairs more members stood between the poles than at them.");
    }

    /// Who kept a stand and who changed it are all members of both days, each once.
    #[test]
    fn changes_of_stand_add_up() {
        const STANDS: [Stand; 4] = [Stand::FirstPole, Stand::SecondPole, Stand::Between, Stand::NotVoting];
        let case = case(cyber());
        let value =
            |pair: &Pair<'_>| poles(context(), pair.first, pair.second).expect("both have votes").value;
        let mut steps = 0;
        for later in &case.rivals {
            let Some(earlier) = case.pair_before(later) else { continue };
            let (before, after) = (value(earlier), value(later));
            let of = |from, to| (before.states(from) & after.states(to)).len();
            let kept: usize = STANDS.into_iter().map(|stand| of(stand, stand)).sum();
            let moved = STANDS.into_iter().flat_map(|from| STANDS.map(|to| (from, to)));
            let moved: usize = moved.filter(|(from, to)| from != to).map(|(from, to)| of(from, to)).sum();
            assert_eq!(kept + moved, 193);
            let names =
                [earlier.first, earlier.second, later.first, later.second].map(|text| short(text.id()));
            let [a, b, c, d] = names;
            has(
                text(),
                &format!(
                    "From {a} and {b} to {c} and {d}: {} stood where they had stood: {} at the first pole, {} at the second, \
                     {} between, {} not voting. The other {moved}: ",
                    share(kept as u64, 193),
                    of(Stand::FirstPole, Stand::FirstPole),
                    of(Stand::SecondPole, Stand::SecondPole),
                    of(Stand::Between, Stand::Between),
                    of(Stand::NotVoting, Stand::NotVoting)
                ),
            );
            steps += 1;
        }
        assert_eq!(steps, 4);
    }

    /// Malawi and Zambia sponsored the texts of both camps in 2020, and in 2022 that of one: nobody went over.
    #[test]
    fn sponsors_of_both_camps_that_stay_with_one_are_not_said_to_go_over() {
        has(
            text(),
            "Of those that left, with the texts of both camps before and now with 77/37 alone: Malawi and Zambia.",
        );
        has(text(), "Of those that left, now with 78/16: Armenia.");
        assert!(!text().contains("now with 77/37: "), "nobody went over");
    }

    #[test]
    fn who_sponsored_each_pair() {
        for (first, second) in [("75/32", "75/240"), ("77/37", "77/36"), ("74/28", "74/29")] {
            let roll = |symbol| SponsorRoll::of(context(), decision(symbol), OnBehalf::Apart);
            let (one, other) = (roll(first), roll(second));
            let both = one.states & other.states;
            let line = text()
                .lines()
                .find(|line| line.starts_with(&format!("- {first} was sponsored by ")))
                .unwrap_or_else(|| panic!("nothing on {first}"));
            assert!(
                line.starts_with(&format!("- {first} was sponsored by {}", counted(one.n, "state"))),
                "{line}"
            );
            assert!(line.contains(&format!(", {second} by {}", counted(other.n, "state"))), "{line}");
            let told = match both.len() {
                0 => "; no state sponsored both.".to_owned(),
                n => format!("; {} sponsored both", counted(n as u64, "state")),
            };
            assert!(line.contains(&told), "{line}");
        }
        let line = text().lines().find(|line| line.starts_with("- 75/32 was sponsored")).expect("it is told");
        let bare: String =
            line.split("[^").map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
        assert_eq!(
            bare,
            "- 75/32 was sponsored by 54 states (45 on the printed list, 9 joined by adoption), 75/240 by 27 states (18 on the \
             printed list, 9 joined by adoption); 3 states sponsored both (Madagascar, Malawi and Zambia). 115 of the 193 \
             members sponsored neither."
        );
    }

    #[test]
    fn who_was_not_there() {
        let missing = |text: &str| decision(text).positions().states(Position::NotVoting);
        let before = |text: &str| decision(text).positions().states(Position::InFavour);
        for (text_of, earlier) in [("75/240", "74/29"), ("75/32", "74/28"), ("74/29", "73/27")] {
            let away = missing(text_of);
            let left = away & before(earlier);
            let members = decision(text_of).positions().members().len();
            has(text(), &format!("- {text_of}: {} did not vote; ", share(away.len() as u64, members as u64)));
            has(
                text(),
                &format!("{} had been in favour of {earlier} (", share(left.len() as u64, away.len() as u64)),
            );
        }
        has(
            text(),
            "- 75/240: 30 of 193 (15.5 %) did not vote; 13 of them voted on some of the 8 other recorded votes of the same \
             meeting or day (",
        );
        has(text(), "| A/RES/75/240 | 2020-12-31 | 30 of 193 (15.5 %) | 13 | 18 | 2 |");
    }

    #[test]
    fn the_questions_are_answered() {
        let case = case(cyber());
        for entry in &case.file.question {
            let answer = evaluate_text(context(), &entry.ask).expect("it can be asked").value;
            let said = match answer.truth {
                Some(true) => "Yes.".to_owned(),
                Some(false) => "No.".to_owned(),
                None if answer.n == 0 => "None.".to_owned(),
                None => {
                    assert_eq!(usize::from(answer.n), answer.states.len());
                    format!("{}: {}.", counted(answer.n, "state"), names(answer.states))
                }
            };
            has(text(), &format!("- {} {said} `", entry.question));
        }
        has(
            text(),
            "- Who was in favour of the Russian text in 2018 and did not vote on the one of 2020? 19 states: Burkina \
             Faso, ",
        );
        let nineteen = before_and_after("73/27", "75/240");
        assert_eq!(nineteen.len(), 19);
    }

    fn before_and_after(before: &str, after: &str) -> StateSet {
        decision(before).positions().states(Position::InFavour)
            & decision(after).positions().states(Position::NotVoting)
    }

    #[test]
    fn the_table_of_texts_has_each_with_its_result() {
        let case = case(cyber());
        for text_of in case.texts() {
            let tally =
                text_of.tally().map_or_else(|| "without a vote".to_owned(), |tally| tally.to_string());
            let date = text_of.date().expect("a day");
            let line = text()
                .lines()
                .find(|line| line.starts_with(&format!("| {date} | {} | ", text_of.id())))
                .unwrap_or_else(|| panic!("no row of {}", text_of.id()));
            assert!(line.contains(&format!(" | {tally} | ")), "{line}");
        }
        let named = case.texts().len() + case.missing.len();
        has(
            text(),
            &format!(
                "The case names {named} texts in 6 lines; the record has {} of them: ",
                case.texts().len()
            ),
        );
    }

    #[test]
    fn overlaps_hand_overs_and_the_end_of_the_record() {
        has(
            text(),
            "GGE 6 and OEWG 2019–2021 ran side by side at least from 31 December 2019 to 1 January 2021 (368 days).",
        );
        has(text(), "Only that of OEWG 2019–2021 names institutional dialogue.");
        has(text(), "One of them being open to all, the 25 states of the other could take part in both.");
        let through = record_through(record()).expect("the record has days");
        has(text(), &format!("The record ends on {}.", travaux_votes::words::day(through)));
    }

    #[test]
    fn movement_between_two_texts() {
        let (before, after) = (decision("74/29").positions(), decision("75/240").positions());
        let in_favour = before.states(Position::InFavour);
        let to = |position| (in_favour & after.states(position)).len();
        let (against, abstaining, away) =
            (to(Position::Against), to(Position::Abstaining), to(Position::NotVoting));
        let mut parts = Vec::new();
        for (n, what) in
            [(against, "to a vote against"), (abstaining, "to an abstention"), (away, "to not voting")]
        {
            if n > 0 {
                parts.push(format!("{n} {what}"));
            }
        }
        has(
            text(),
            &format!(
                "Of the {} that had been in favour of 74/29, {} went elsewhere: {}.",
                in_favour.len(),
                against + abstaining + away,
                travaux_votes::words::listed(parts, "and")
            ),
        );
    }
}

/// Cases with little in them.
mod small {
    use super::*;

    fn of(text: &str) -> Made {
        let (read, problems) = read(text, "case.toml");
        let mut case = Case::new(read, context());
        case.problems.splice(0..0, problems);
        Made::of(&case)
    }

    fn sections(made: &Made) -> Vec<&str> {
        made.report.sections.iter().map(|section| section.id).collect()
    }

    #[test]
    fn an_empty_file_makes_a_report_that_says_so() {
        let made = of("");
        assert_eq!(sections(&made), ["texts", "methods"]);
        let text = made.text("report.md");
        assert!(text.starts_with("# A case without a title\n"), "{text}");
        has(text, "The case names no text that the record has.");
        has(text, "- The file has no table \\[case\\] with id and title.");
        assert_eq!(
            made.names(),
            ["report.html", "report.md", "report.typ", "references.bib", "references.json"]
        );
    }

    #[test]
    fn a_head_alone_makes_a_report() {
        let made = of("[case]\nid = \"a\"\ntitle = \"A title\"\nsummary = \"What it is about.\"\n");
        assert_eq!(sections(&made), ["texts"]);
        let text = made.text("report.md");
        assert!(text.starts_with("# A title\n\nWhat it is about.\n\nMade by travaux "), "{text}");
        assert!(!text.contains("What is open"));
        assert_eq!(made.text("references.json"), "[]\n");
    }

    #[test]
    fn no_list_and_no_heading_is_empty() {
        let page = of("[case]\nid = \"a\"\ntitle = \"A title\"\n").text("report.html").to_owned();
        assert!(!page.contains("<ul></ul>"), "{page}");
    }

    #[test]
    fn each_kind_of_table_alone_makes_a_report() {
        for (text, section) in [
            ("[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = []\n", "texts"),
            ("[[rivals]]\nfirst = \"75/32\"\nsecond = \"75/240\"\n", "poles"),
            ("[[rivals]]\nfirst = \"76/19\"\nsecond = \"76/19\"\n", "rivals"),
            ("[[rivals]]\nfirst = \"75/240\"\nsecond = \"75/240\"\n", "poles"),
            ("[[rivals]]\nfirst = \"46/1\"\nsecond = \"75/240\"\n", "methods"),
            ("[[process]]\nid = \"a\"\nname = \"Group a\"\n", "processes"),
            ("[[norms]]\nid = \"a\"\nname = \"Norms\"\n", "norms"),
            ("[[initiative]]\nid = \"a\"\nname = \"A call\"\nstates = [\"FRA\"]\n", "initiatives"),
            ("[[question]]\nquestion = \"Who?\"\nask = \"FRA\"\n", "questions"),
            ("[[open]]\nwhat = \"all\"\n", "methods"),
            ("[[source]]\nid = \"a\"\ntitle = \"A page\"\n", "texts"),
        ] {
            let made = Made::of(&with_head(text));
            assert!(sections(&made).contains(&section), "{text}: {:?}", sections(&made));
            assert!(made.text("report.html").ends_with("</html>"));
        }
    }

    #[test]
    fn a_question_that_cannot_be_asked_is_said_to_be_none() {
        let made = Made::of(&with_head(
            "[[question]]\nquestion = \"who was there?\"\nask = \"present(75/240)\"\n[[question]]\nquestion = \"Who else?\"\nask = \"against(75/240) & FRA\"\n",
        ));
        let text = made.text("report.md");
        has(text, "- Who was there? The question cannot be asked: ");
        has(text, " `present(75/240)`\n");
        has(text, "- Who else? 1 state: France. `against(75/240) & FRA`\n");
    }

    /// What is missing from a pair alone is missing from the count of texts as well.
    #[test]
    fn the_count_of_texts_has_those_of_pairs() {
        let made = Made::of(&with_head(
            "[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = [\"A/RES/75/32\"]\n[[rivals]]\nfirst = \"A/RES/75/32\"\nsecond = \"A/RES/75/999\"\n",
        ));
        let text = made.text("report.md");
        assert!(!text.contains("the record has all of them"), "the record lacks A/RES/75/999");
        has(text, "The record has no decision on A/RES/75/999.");
    }
}
