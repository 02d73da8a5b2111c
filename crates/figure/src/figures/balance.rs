//! Several decisions side by side: what shares of the members, and of those voting, were in favour, against, abstaining.

use travaux_record::{Answer, Cell, Table};
use travaux_votes::balance::{Balance, BalanceCount, BalanceLine};
use travaux_votes::{Lane, Share};

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::{Key, Legend};
use crate::marks::{Segment, SegmentLabel, stacked_bar};
use crate::palette::lane as paint_of;
use crate::scene::{Group, Mark, Rect, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// What the parts of a bar are shares of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Members,
    Voting,
}

impl Base {
    fn share(self, count: &BalanceCount) -> Option<Share> {
        match self {
            Self::Members => count.of_members,
            Self::Voting => count.of_voting,
        }
    }

    fn words(self, line: &BalanceLine) -> Option<String> {
        match self {
            Self::Members => Some(format!("of {} members", line.members?)),
            Self::Voting => Some(format!("of {} voting", line.voting?)),
        }
    }
}

/// Stacked bars of several decisions: of each, the shares of the members and the shares of those voting.
pub fn balance(setting: Setting<'_>, answer: &Answer<Balance>) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer))
}

fn drawn(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Balance>) -> Result<Figure, FigureError> {
    let lines = &answer.value.decisions;
    let title = match lines.as_slice() {
        [one] => format!("The vote on {}", words::named(&one.decision)),
        several => {
            let ids: Vec<&str> = several.iter().map(|line| words::short(&line.decision.id)).collect();
            format!("The votes on {}", travaux_votes::words::listed(ids, "and"))
        }
    };
    let what = "Each decision has two bars: shares of all members on the day, and shares of those voting (in favour, \
                against or abstaining); the number of states stands before its share. Positions are as cast. The rules \
                of procedure call «present and voting» those in favour or against only."
        .to_owned();
    let wording = Wording {
        description: format!("Stacked bars. {}", lines.iter().map(in_words).collect::<Vec<_>>().join(" ")),
        title,
        subtitle: String::new(),
        caption: setting.caption(what, answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let keys: Vec<Key> = Lane::ALL
        .into_iter()
        .filter(|lane| {
            lines.iter().filter_map(|line| line.count(*lane)).any(|count| count.n.is_some_and(|n| n > 0))
        })
        .map(|lane| Key::plain(paint_of(lane), lane.phrase()))
        .collect();
    let legend = Legend::flow(&keys, &canvas, sheet.width());
    let size = canvas.base;
    let heads: Vec<Vec<String>> = lines.iter().map(|line| head(line, &canvas, sheet.width())).collect();
    let bars: usize = lines.iter().map(|line| bases(line).count().max(1)).sum();
    let fixed = heads.iter().map(|head| head.len() as f64 * size * Face::LINE + size * 1.9).sum::<f64>();
    let least = size * 1.7;
    let wanted = fixed + bars as f64 * size * 2.2;
    let height = legend.height + size * 0.6;
    let at = sheet.block(wanted, fixed + bars as f64 * least, height)?;
    let bar_height = ((at.height - fixed) / bars as f64).min(size * 4.0);
    let mut y = at.y;
    for (line, head) in lines.iter().zip(heads) {
        sheet.add(one(line, head, Rect::new(at.x, y, at.width, 0.0), bar_height, &canvas, &mut y));
    }
    let (left, top) = (sheet.left(), sheet.top());
    let legend_height = legend.height;
    sheet.add(legend.at(left, top + size * 0.3));
    sheet.skip(legend_height + size * 0.6);
    Ok(Figure { scene: sheet.finish(), data: data_of(lines) })
}

fn bases(line: &BalanceLine) -> impl Iterator<Item = Base> + use<'_> {
    [Base::Members, Base::Voting].into_iter().filter(|base| base.words(line).is_some())
}

fn head(line: &BalanceLine, canvas: &Canvas, width: f64) -> Vec<String> {
    let decision = &line.decision;
    let not_voting = line
        .count(Lane::NotVoting)
        .map(|count| {
            count.n.map_or_else(|| ", not voting unknown".to_owned(), |n| format!(", not voting {n}"))
        })
        .unwrap_or_default();
    let text = format!(
        "{}: {}. {}{not_voting}",
        words::named(decision),
        words::bare_title(&decision.title),
        decision.result()
    );
    Face::Bold.wrap(&text, canvas.base, width)
}

fn one(
    line: &BalanceLine,
    head: Vec<String>,
    at: Rect,
    bar_height: f64,
    canvas: &Canvas,
    y: &mut f64,
) -> Mark {
    let size = canvas.base;
    let mut group = Group::new("decision").with("decision", line.decision.id.clone());
    for words in head {
        group.marks.push(Text::new(at.x, *y + size * Face::ASCENT, size, words).face(Face::Bold).into());
        *y += size * Face::LINE;
    }
    *y += size * 0.3;
    let label_width = size * 8.2;
    for base in bases(line) {
        let words = base.words(line).unwrap_or_default();
        let middle = *y + bar_height * 0.45;
        let text = Text::new(at.x, middle + size * 0.35, size, words).color(Color::INK_SOFT);
        group.marks.push(text.into());
        let bar = Rect::new(at.x + label_width, *y, at.width - label_width, bar_height * 0.9);
        let total: u64 =
            line.counts.iter().filter_map(|count| base.share(count)).map(|share| share.of).max().unwrap_or(1);
        let segments: Vec<Segment> = line.counts.iter().filter_map(|count| segment(base, count)).collect();
        let per_unit = bar.width / total as f64;
        group.marks.push(stacked_bar(&segments, bar, per_unit, false, SegmentLabel::Inside, canvas));
        *y += bar_height;
    }
    if line.counts.is_empty() {
        let text = Text::new(at.x, *y + bar_height * 0.5, size, line.decision.result()).face(Face::Italic);
        group.marks.push(text.color(Color::INK_SOFT).into());
        *y += bar_height;
    }
    *y += size * 1.6;
    group.into()
}

fn segment(base: Base, count: &BalanceCount) -> Option<Segment> {
    let share = base.share(count)?;
    let percent = share.percent.map(|percent| format!("{percent:.1}%"))?;
    let words = count.lane.phrase();
    Some(Segment {
        paint: paint_of(count.lane),
        value: share.part as f64,
        labels: vec![format!("{} ({percent})", share.part), share.part.to_string()],
        tooltip: format!("{words}: {} of {}, {percent}", share.part, share.of),
    })
}

fn in_words(line: &BalanceLine) -> String {
    let counts: Vec<String> = line
        .counts
        .iter()
        .filter_map(|count| {
            let percent = count.of_members.and_then(|share| share.percent);
            let share = percent.map(|percent| format!(" ({percent:.1}% of the members)")).unwrap_or_default();
            Some(format!("{} {}{share}", count.n?, count.lane.phrase()))
        })
        .collect();
    if counts.is_empty() {
        format!("{}: {}.", line.decision.id, line.decision.result())
    } else {
        format!("{}: {}.", line.decision.id, counts.join(", "))
    }
}

fn data_of(lines: &[BalanceLine]) -> Table {
    let mut data = Table::new(
        "balance",
        "Shares of the members and of those voting",
        &[
            "decision",
            "date",
            "position",
            "states",
            "members",
            "voting",
            "percent of members",
            "percent of voting",
        ],
    );
    for line in lines {
        for count in &line.counts {
            let percent = |share: Option<Share>| {
                share.and_then(|share| share.percent).map_or(Cell::Empty, |percent| Cell::Number(percent, 1))
            };
            data.row([
                Cell::Symbol(line.decision.id.clone()),
                line.decision.date.into(),
                count.lane.phrase().into(),
                count.n.into(),
                line.members.into(),
                line.voting.into(),
                percent(count.of_members),
                percent(count.of_voting),
            ]);
        }
    }
    data
}
