//! Pairs of rival texts, a bar each: how many states stand at the one, between them, aside, and at the other.

use travaux_record::{Answer, Cell, Table};
use travaux_votes::poles::{Poles, RivalPairs, StandCount};
use travaux_votes::words::listed;
use travaux_votes::{Share, Stand};

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::{Key, Legend};
use crate::marks::{Segment, SegmentLabel, stacked_bar};
use crate::palette::stand as paint_of;
use crate::scene::{Group, Mark, Rect, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// The parts of a bar from left to right: the poles are its ends.
const PARTS: [Stand; 5] =
    [Stand::FirstPole, Stand::Between, Stand::NotVoting, Stand::NotComparable, Stand::SecondPole];

/// A bar for each pair of rival texts, of the members on both days.
pub fn poles(setting: Setting<'_>, answers: &[&Answer<Poles>]) -> Result<Figure, FigureError> {
    if answers.is_empty() {
        return Err(FigureError::Nothing("no pair of texts was named".to_owned()));
    }
    let answer = RivalPairs::gather(answers);
    setting.fitted(|canvas| drawn(setting, canvas, &answer))
}

fn drawn(setting: Setting<'_>, canvas: Canvas, answer: &Answer<RivalPairs>) -> Result<Figure, FigureError> {
    let pairs = &answer.value.pairs;
    let what =
        "Each bar is a pair of texts, n = the members on both days; its parts have the number of states. \
                Positions are as cast; not voting is apart, and never between."
            .to_owned();
    let wording = Wording {
        description: format!("Stacked bars. {}", pairs.iter().map(in_words).collect::<Vec<_>>().join(" ")),
        title: title(pairs),
        subtitle: String::new(),
        caption: setting.caption(what, answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let legend = Legend::flow(&keys(pairs), &canvas, sheet.width());
    let size = canvas.base;
    let heads: Vec<Head> = pairs.iter().map(|pair| Head::new(pair, &canvas, sheet.width())).collect();
    let bars = pairs.len() as f64;
    let fixed = heads.iter().map(|head| head.height(&canvas) + size * 1.4).sum::<f64>();
    let below = legend.height + size * 0.6;
    let at = sheet.block(fixed + bars * size * 2.6, fixed + bars * size * 1.7, below)?;
    let bar_height = ((at.height - fixed) / bars).min(size * 6.0);
    let mut y = at.y;
    for (pair, head) in pairs.iter().zip(&heads) {
        let height = head.height(&canvas) + bar_height;
        sheet.add(one(pair, head, Rect::new(at.x, y, at.width, height), bar_height, &canvas));
        y += height + size * 1.4;
    }
    let (left, top) = (sheet.left(), sheet.top());
    sheet.add(legend.at(left, top + size * 0.3));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(pairs) })
}

fn title(pairs: &[Poles]) -> String {
    match pairs {
        [one] => {
            format!("Where states stand on {} and {}", words::named(&one.first), words::named(&one.second))
        }
        several => format!("Where states stand on {} pairs of texts", several.len()),
    }
}

/// The short names of a pair and its year, or its two: `75/32 and 75/240, 2020`.
fn name_of(pair: &Poles) -> String {
    let texts = format!("{} and {}", words::short(&pair.first.id), words::short(&pair.second.id));
    let mut years: Vec<i16> =
        [&pair.first, &pair.second].into_iter().filter_map(|text| Some(text.date?.year())).collect();
    years.dedup();
    if years.is_empty() {
        return texts;
    }
    format!("{texts}, {}", listed(years.iter().map(ToString::to_string), "and"))
}

/// How many states a part of the bar is of. Of those not comparable it has the members on both days only: they have no
/// readable entry.
fn length(pair: &Poles, stand: Stand) -> u16 {
    if stand != Stand::NotComparable {
        return pair.n(stand);
    }
    let others =
        Stand::ALL.into_iter().filter(|other| *other != stand).map(|other| pair.n(other)).sum::<u16>();
    pair.members_of_both - others
}

/// How many states were members on one of the days only, and so are in no bar.
fn on_one_day(pair: &Poles) -> u16 {
    pair.n(Stand::NotComparable) - length(pair, Stand::NotComparable)
}

const fn label(stand: Stand) -> &'static str {
    match stand {
        Stand::NotComparable => "no readable entry",
        other => other.phrase(),
    }
}

/// The legend; with the numbers where there is one bar.
fn keys(pairs: &[Poles]) -> Vec<Key> {
    let key = |stand: Stand| {
        let paint = paint_of(stand);
        match pairs {
            [one] => Key::counted(paint, label(stand), length(one, stand)),
            _ => Key::plain(paint, label(stand)),
        }
    };
    let used =
        |stand: &Stand| *stand != Stand::NotComparable || pairs.iter().any(|pair| length(pair, *stand) > 0);
    PARTS.into_iter().filter(used).map(key).collect()
}

/// What is written above a bar.
struct Head {
    name: Vec<String>,
    texts: Vec<String>,
}

impl Head {
    fn new(pair: &Poles, canvas: &Canvas, width: f64) -> Self {
        let aside = match on_one_day(pair) {
            0 => String::new(),
            n => format!(" (and {n} members on one of the days only, not in the bar)"),
        };
        let name = format!("{}: n = {}{aside}", name_of(pair), pair.members_of_both);
        let texts = words::two_texts(&pair.first, &pair.second);
        Self {
            name: Face::Bold.wrap(&name, canvas.base, width),
            texts: Face::Regular.wrap(&texts, canvas.small(), width),
        }
    }

    fn height(&self, canvas: &Canvas) -> f64 {
        let (name, texts) = (self.name.len() as f64, self.texts.len() as f64);
        (name * canvas.base + texts * canvas.small()) * Face::LINE + canvas.base * 0.4
    }

    fn draw(&self, x: f64, y: f64, canvas: &Canvas) -> Vec<Mark> {
        let (size, small) = (canvas.base, canvas.small());
        let mut marks = Vec::with_capacity(self.name.len() + self.texts.len());
        let mut top = y;
        for line in &self.name {
            marks.push(Text::new(x, top + size * Face::ASCENT, size, line.clone()).face(Face::Bold).into());
            top += size * Face::LINE;
        }
        for line in &self.texts {
            let text = Text::new(x, top + small * Face::ASCENT, small, line.clone());
            marks.push(text.color(Color::INK_SOFT).into());
            top += small * Face::LINE;
        }
        marks
    }
}

fn one(pair: &Poles, head: &Head, at: Rect, bar_height: f64, canvas: &Canvas) -> Mark {
    let mut group =
        Group::new("pair").with("first", pair.first.id.clone()).with("second", pair.second.id.clone());
    group.marks = head.draw(at.x, at.y, canvas);
    let bar = Rect::new(at.x, at.y + head.height(canvas), at.width, bar_height);
    let segments = PARTS.map(|stand| segment(pair, stand));
    let per_unit = bar.width / f64::from(pair.members_of_both.max(1));
    group.marks.push(stacked_bar(&segments, bar, per_unit, false, SegmentLabel::Inside, canvas));
    group.into()
}

fn segment(pair: &Poles, stand: Stand) -> Segment {
    let share = Share::new(length(pair, stand), pair.members_of_both);
    let percent = share.percent.map(|percent| format!("{percent:.1}%")).unwrap_or_default();
    Segment {
        paint: paint_of(stand),
        value: share.part as f64,
        labels: vec![format!("{} ({percent})", share.part), share.part.to_string()],
        tooltip: format!("{}: {} of {}, {percent}", label(stand), share.part, share.of),
    }
}

fn in_words(pair: &Poles) -> String {
    let parts = PARTS.into_iter().filter(|stand| length(pair, *stand) > 0);
    let counts: Vec<String> =
        parts.map(|stand| format!("{} {}", length(pair, stand), label(stand))).collect();
    format!("{}, of {} members on both days: {}.", name_of(pair), pair.members_of_both, counts.join("; "))
}

fn data_of(pairs: &[Poles]) -> Table {
    let columns = ["first", "second", "stand", "states", "of", "percent", "which"];
    let mut data = Table::new("poles", "Where states stand on pairs of texts", &columns);
    for pair in pairs {
        let row = |count: &StandCount| {
            let percent = count.share.percent.map_or(Cell::Empty, |percent| Cell::Number(percent, 1));
            [
                Cell::Symbol(pair.first.id.clone()),
                Cell::Symbol(pair.second.id.clone()),
                count.stand.phrase().into(),
                count.share.part.into(),
                count.share.of.into(),
                percent,
                count.states.into(),
            ]
        };
        pair.stands.iter().for_each(|count| data.row(row(count)));
    }
    data
}
