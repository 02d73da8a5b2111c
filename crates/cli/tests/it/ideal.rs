//! Ideal points of anybody's votes: files of both forms, bad rows, bad votes, and runs that are stopped and go on.

use std::fmt::Write;
use std::fs;

use parquet::file::reader::{FileReader, SerializedFileReader};
use travaux_record::{Column, ColumnData, Effort, ParquetTable};

use crate::test::Test;

/// A vote: voter, item, period, answer.
type Vote = (String, String, i32, &'static str);

/// Votes of nine on a line and 24 items in two years.
fn votes() -> Vec<Vote> {
    let mut votes = Vec::new();
    for item in 0..24_i32 {
        for voter in 0..9_i32 {
            let high = voter * 3 + (item * 5 + voter * 7) % 11 > item + 4;
            let answer = if (item + voter) % 6 == 0 {
                "abstain"
            } else if high {
                "yes"
            } else {
                "no"
            };
            votes.push((format!("v{voter}"), format!("i{item}"), 2020 + item / 12, answer));
        }
    }
    votes
}

fn csv(votes: &[Vote]) -> String {
    let mut csv = "voter,item,period,answer\n".to_owned();
    for (voter, item, period, answer) in votes {
        writeln!(csv, "{voter},{item},{period},{answer}").expect("a string takes it");
    }
    csv
}

fn parquet(table: Vec<(&'static str, ColumnData)>) -> Vec<u8> {
    let columns = table.into_iter().map(|(name, data)| Column::new(name, data)).collect();
    let table = ParquetTable::new(columns);
    // Several groups of rows, where there are many rows.
    let groups: &[usize] = if table.rows() > 150 { &[100, 50] } else { &[] };
    table.write("votes", groups, Effort::Fast).expect("it can be written")
}

fn text<'v>(values: impl Iterator<Item = &'v str>) -> ColumnData {
    ColumnData::Text(values.map(str::to_owned).collect())
}

fn as_parquet(votes: &[Vote]) -> Vec<u8> {
    parquet(vec![
        ("Voter", text(votes.iter().map(|vote| vote.0.as_str()))),
        ("item", text(votes.iter().map(|vote| vote.1.as_str()))),
        ("period", ColumnData::Int(votes.iter().map(|vote| Some(vote.2)).collect())),
        ("answer", text(votes.iter().map(|vote| vote.3))),
    ])
}

/// A run with a file of these bytes in its folder.
fn with(name: &str, bytes: &[u8]) -> Test {
    let test = Test::new();
    fs::write(test.home().join(name), bytes).expect("the file is written");
    test
}

/// The CSV of the points of a file.
fn points(name: &str, bytes: &[u8], more: &str) -> String {
    let test = with(name, bytes).args(&format!("ideal --input {name} --format csv --table points --quiet"));
    if more.is_empty() { test.answers() } else { test.args(more).answers() }
}

#[test]
fn both_forms_give_the_same_points() {
    let votes = votes();
    let from_csv = points("votes.csv", csv(&votes).as_bytes(), "");
    assert_eq!(from_csv.lines().count(), 1 + 2 * 9);
    assert_eq!(points("votes.parquet", &as_parquet(&votes), ""), from_csv);
    // The form is told by the file and not by its name, and the order of rows is nothing.
    let mut turned = votes;
    turned.reverse();
    let mut lines: Vec<String> =
        points("votes", &as_parquet(&turned), "").lines().map(str::to_owned).collect();
    let mut known: Vec<String> = from_csv.lines().map(str::to_owned).collect();
    lines.sort();
    known.sort();
    let numbers = |line: &String| -> Vec<f64> {
        line.split(',').skip(2).filter_map(|cell| cell.parse().ok()).collect()
    };
    for (one, other) in lines.iter().zip(&known) {
        let far = numbers(one).iter().zip(numbers(other)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(far < 0.01, "{one} {other}");
    }
}

#[test]
fn columns_of_numbers_are_read_as_they_are_printed() {
    let votes = votes();
    let code = |answer: &str| ["no", "abstain", "yes"].iter().position(|known| *known == answer);
    let number = |name: &str| name[1..].parse::<i32>().ok();
    let bytes = parquet(vec![
        ("answer", ColumnData::Float(votes.iter().map(|vote| Some(code(vote.3)? as f64)).collect())),
        ("item", ColumnData::Int(votes.iter().map(|vote| number(&vote.1)).collect())),
        ("period", ColumnData::Int(votes.iter().map(|vote| Some(vote.2)).collect())),
        ("voter", ColumnData::Int(votes.iter().map(|vote| number(&vote.0)).collect())),
    ]);
    let named = points("votes.csv", csv(&votes).as_bytes(), "");
    let numbered = points("votes.parquet", &bytes, "");
    // Of voters 0 to 8 the names are the numbers behind a letter.
    let (head, rows) = named.split_once('\n').expect("a head");
    assert_eq!(numbered, format!("{head}\n{}", rows.replace('v', "")));
}

#[test]
fn points_can_be_written_as_parquet() {
    let csv = csv(&votes());
    let output = with("my-votes.csv", csv.as_bytes())
        .args("ideal --input my-votes.csv --output points.parquet --quiet")
        .exits(0);
    let reader =
        SerializedFileReader::new(bytes::Bytes::from(output.made("points.parquet"))).expect("it is Parquet");
    let names: Vec<String> = reader
        .metadata()
        .file_metadata()
        .schema()
        .get_fields()
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    assert_eq!(names, ["voter", "period", "votes", "position", "sd", "from", "to"]);
    let rows: Vec<Vec<String>> = reader
        .get_row_iter(None)
        .expect("it has rows")
        .map(|row| {
            row.expect("it can be read").get_column_iter().map(|(_, field)| field.to_string()).collect()
        })
        .collect();
    let table = points("my-votes.csv", csv.as_bytes(), "");
    assert_eq!(rows.len() + 1, table.lines().count());
    for (row, line) in rows.iter().zip(table.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(row[0].trim_matches('"'), cells[0]);
        for (number, cell) in row[3..].iter().zip(&cells[3..]) {
            let number: f64 = number.parse().expect("a number");
            assert_eq!(format!("{number:.3}"), *cell);
        }
    }
    // The same file can be asked for by the format, and other answers can be written so too.
    let again =
        with("my-votes.csv", csv.as_bytes()).args("ideal --input my-votes.csv --format parquet --quiet");
    assert_eq!(again.exits(0).stdout, output.made("points.parquet"));
    let other = Test::new().args("agreement RUS CHN --since 2015 --output pairs.parquet --quiet").exits(0);
    assert!(other.made("pairs.parquet").starts_with(b"PAR1"));
}

#[test]
fn files_that_are_no_table_of_votes_are_refused_with_what_to_do() {
    let bytes = as_parquet(&votes());
    let refuses =
        |name: &str, bytes: &[u8]| with(name, bytes).args(&format!("ideal --input {name}")).refuses();
    let said = refuses("half.parquet", &bytes[..bytes.len() / 2]);
    assert!(said.contains("half.parquet cannot be read as Parquet") && said.contains("hint:"), "{said}");
    let other = parquet(vec![("country", text(["a"].into_iter())), ("vote", text(["yes"].into_iter()))]);
    let said = refuses("other.parquet", &other);
    assert!(
        said.contains("has no column «voter»") && said.contains("its columns are country, vote"),
        "{said}"
    );
    let lists = parquet(vec![
        ("voter", text(["a"].into_iter())),
        ("item", text(["i"].into_iter())),
        ("answer", ColumnData::List(vec![vec!["yes".to_owned()]])),
    ]);
    let said = refuses("lists.parquet", &lists);
    assert!(said.contains("«answer»") && said.contains("a value a row"), "{said}");
    let said = refuses("other.csv", b"country,vote\na,yes\n");
    assert!(
        said.contains("has no column «voter»") && said.contains("its columns are country, vote"),
        "{said}"
    );
    let said = refuses("empty.csv", b"voter,item,answer\n");
    assert!(said.contains("has no votes that count") && said.contains("a row is a vote"), "{said}");
    let said = Test::new().args("ideal --input nowhere.csv").refuses();
    assert!(said.contains("cannot read nowhere.csv"), "{said}");
}

#[test]
fn a_file_with_more_votes_than_there_is_room_for_is_refused() {
    let csv = csv(&votes());
    let said = with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv --most-votes 100").refuses();
    assert!(said.contains("more than 100 votes") && said.contains("raise --most-votes"), "{said}");
    with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv --most-votes 216 --quiet").exits(0);
}

#[test]
fn bad_rows_are_told_with_their_lines_and_the_rest_is_used() {
    let mut csv = csv(&votes());
    // Lines 218 to 223.
    csv.push_str(
        "v1,i1,2020,no\n,i1,2020,yes\nv1,new,soon,yes\nv2,new,2021,present\nv3,new,2021,\nv4,new,2021,YES\n",
    );
    let output = with("votes.csv", csv.as_bytes())
        .args("ideal --input votes.csv --answers no,abstain,yes --format json")
        .exits(0);
    for said in [
        "votes.csv:218: v1 has voted on i1 (2020) before [bad-row]",
        "the first vote is used; keep one of them",
        "votes.csv:219: no voter, or no item [bad-row]",
        "votes.csv:220: the period \"soon\" is no whole number [bad-row]",
        "votes.csv:221: \"present\" is none of the answers (no, abstain, yes): 1 row is left out [unknown-answer]",
    ] {
        assert!(output.stderr.contains(said), "{said}\n{}", output.stderr);
    }
    assert!(!output.stderr.contains(":222:") && !output.stderr.contains(":223:"), "{}", output.stderr);
    assert!(output.text().contains("left out of the file: 4 rows"));
}

#[test]
fn many_bad_rows_are_counted() {
    let mut csv = csv(&votes());
    for row in 0..50 {
        writeln!(csv, "v1,i{row},never,yes").expect("a string takes it");
    }
    let output = with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv").exits(0);
    assert_eq!(output.stderr.matches("[bad-row]").count(), 20);
    assert!(output.stderr.contains("30 more rows could not be used"), "{}", output.stderr);
}

#[test]
fn answers_whose_order_is_not_known_are_asked_for() {
    let csv = "voter,item,answer\na,1,red\nb,1,blue\n";
    let said = with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv").refuses();
    assert!(said.contains("which answer is high and which low is not known: blue, red"), "{said}");
    assert!(said.contains("--answers no,abstain,yes"), "{said}");
    let said = with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv --answers yes,no").refuses();
    assert!(said.contains("has no votes that count") && said.contains("yes, no"), "{said}");
}

#[test]
fn votes_that_cannot_be_fitted_are_refused_and_others_are_warned_of() {
    let run = |rows: &str, more: &str| {
        let csv = format!("voter,item,period,answer\n{rows}");
        let test = with("votes.csv", csv.as_bytes()).args("ideal --input votes.csv --format json");
        if more.is_empty() { test } else { test.args(more) }
    };
    let said = run("a,1,1,yes\nb,1,1,yes\na,2,1,yes\n", "--answers no,yes").refuses();
    assert!(said.contains("no item has two different answers") && said.contains("contested"), "{said}");
    // One vote of one voter varies from nothing.
    let said = run("a,1,1,yes\n", "--answers no,yes").refuses();
    assert!(said.contains("no item has two different answers"), "{said}");
    // Three votes are a fit, and every point of it says that it rests on few.
    let three = run("a,1,1,yes\nb,1,1,no\nc,1,1,yes\n", "").exits(0).text();
    for words in ["3 points rest on fewer than 5 contested votes", "3 voters only"] {
        assert!(three.contains(words), "{words}\n{three}");
    }
    // Two parliaments in one file.
    let mut rows = String::new();
    for item in 0..8 {
        for voter in 0..5 {
            for (house, other) in [("x", 0), ("y", 1)] {
                let answer = if (voter + item * (other + 1)) % 3 == 0 { "no" } else { "yes" };
                writeln!(rows, "{house}{voter},{house}{item},{},{answer}", 2000 + other * 50)
                    .expect("a string");
            }
        }
    }
    let two = run(&rows, "").exits(0).text();
    assert!(two.contains("2 groups of voters have no item in common"), "{two}");
    // A voter with one vote among others with many.
    let mut rows = csv(&votes()).split_once('\n').expect("a head").1.to_owned();
    rows.push_str("late,i23,2021,yes\n");
    let late = run(&rows, "").exits(0).text();
    assert!(
        late.contains("1 point rests on fewer than 5 contested votes") && late.contains("among them late"),
        "{late}"
    );
    for text in [three, two, late] {
        assert!(!text.contains("NaN") && !text.contains("null,\n          null"), "{text}");
    }
}

#[test]
fn a_filter_that_leaves_nothing_or_hardly_anything_says_what_to_do() {
    let refuses = |args: &str| Test::new().args(args).refuses();
    let said = refuses("ideal --session 75 --topic nothing-of-this-name");
    assert!(said.contains("no positions by state") && said.contains("take fewer conditions"), "{said}");
    let said = refuses("ideal PLW --session 40");
    assert!(
        said.contains("none of these states has a point") && said.contains("travaux state NAME"),
        "{said}"
    );
    let said = refuses("ideal --session 40 --positive PLW");
    assert!(
        said.contains("Palau has no vote on a contested decision") && said.contains("--positive"),
        "{said}"
    );
    let said = refuses("blocs --session 75 --topic food");
    assert!(said.contains("at least 5 decisions") && said.contains("take more sessions"), "{said}");
    // One decision is a fit in which each point says that it rests on it alone.
    let one = Test::new().args("ideal --session 75 --topic food --format json").exits(0).text();
    assert!(one.contains("points rest on fewer than 5 contested votes") && !one.contains("NaN"), "{one}");
}

/// Draws of a few votes that take no time.
const GIBBS: &str = "--engine gibbs --warmup 30 --chains 2 --seed 4 --quiet";

#[test]
fn a_run_goes_on_from_its_checkpoint_as_if_it_had_not_ended() {
    let csv = csv(&votes());
    let run = |test: Test, sweeps: u32| {
        test.args(&format!("ideal --input votes.csv --format json --sweeps {sweeps} {GIBBS}"))
    };
    let at_once = run(with("votes.csv", csv.as_bytes()), 200).answers();
    let first = run(with("votes.csv", csv.as_bytes()), 80).args("--checkpoint run.bin").exits(0);
    let half = first.made("run.bin");
    let again = with("votes.csv", csv.as_bytes());
    fs::write(again.home().join("run.bin"), &half).expect("the file is written");
    let gone_on = run(again, 200).args("--checkpoint run.bin").exits(0);
    assert_eq!(gone_on.text(), at_once);
    assert_ne!(gone_on.made("run.bin"), half);
    // Of other votes, of another seed, of nothing of ours: refused, and the file stays as it was.
    let other = csv.replace("v3,i3,2020,no", "v3,i3,2020,yes").replace("v4,i3,2020,yes", "v4,i3,2020,no");
    for (votes, seed, file, what) in [
        (&other, 4, half.as_slice(), "of other votes"),
        (&csv, 5, half.as_slice(), "seed 4, 2 chains"),
        (&csv, 4, b"voter,item\n".as_slice(), "no checkpoint"),
        (&csv, 4, &half[..half.len() - 9], "damaged"),
    ] {
        let test = with("votes.csv", votes.as_bytes());
        let path = test.home().join("run.bin");
        fs::write(&path, file).expect("the file is written");
        let args = format!(
            "ideal --input votes.csv --engine gibbs --warmup 30 --chains 2 --seed {seed} --checkpoint run.bin"
        );
        let said = test.args(&args).refuses();
        assert!(said.contains("run.bin: ") && said.contains(what) && said.contains("hint:"), "{said}");
        assert_eq!(fs::read(&path).expect("it is there"), file);
    }
}

#[test]
fn a_checkpoint_is_of_draws() {
    let said = Test::new().args("ideal --session 75 --checkpoint run.bin").refuses();
    assert!(said.contains("--checkpoint keeps the draws of --engine gibbs"), "{said}");
}

/// Ctrl-C in the middle of a run of hours: it ends at once with what was done, and the file has it.
#[cfg(unix)]
#[test]
fn an_interruption_keeps_what_is_done() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let test = with("votes.csv", csv(&votes()).as_bytes()).args(&format!(
        "ideal --input votes.csv --format csv --sweeps 400000000 {GIBBS} --checkpoint run.bin"
    ));
    let running =
        test.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    // A signal before the handler is set would end it: a second is long enough for that.
    std::thread::sleep(Duration::from_secs(2));
    let status = Command::new("kill").args(["-INT", &running.id().to_string()]).status();
    assert!(status.expect("there is kill").success());
    let began = Instant::now();
    let output = running.wait_with_output().expect("it ends");
    assert!(began.elapsed() < Duration::from_mins(1), "it does not end");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("voter,period,votes,position"));
    let kept = fs::read(test.home().join("run.bin")).expect("the run is kept");
    assert!(kept.starts_with(b"travaux-ideal gibbs 1\n"));
}
