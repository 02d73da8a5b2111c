//! One decision: who voted how.

use travaux_record::{Answer, Table};
use travaux_votes::show::Shown;
use travaux_votes::words::by_name;
use travaux_votes::{Headline, Lane};

use super::member_map::{self, DISCLAIMER, Members, NO_MEMBER, Painted, Reserved};
use super::{Figure, Setting, View};
use crate::canvas::Canvas;
use crate::legend::{Key, Keys};
use crate::palette::{LAND, lane};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// A map, or tiles, of the positions on one decision.
pub fn decision(setting: Setting<'_>, answer: &Answer<Shown>, view: View) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer, view))
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<Shown>,
    view: View,
) -> Result<Figure, FigureError> {
    let shown = &answer.value;
    let headline = &shown.decision;
    let Some(base) = shown.members.filter(|_| !shown.positions.is_empty()) else {
        return Err(FigureError::Nothing(no_names(headline)));
    };
    let mut members = Members::new();
    let mut data =
        Table::new("positions", format!("Positions on {}", headline.id), &["state", "name", "position"]);
    let mut keys = Vec::new();
    let mut counts = Vec::new();
    for share in &shown.positions {
        let position = Lane::from(share.position);
        keys.push(Key::counted(lane(position), position.phrase(), share.n));
        counts.push(format!("{} {}", share.n, position.phrase()));
        for state in share.states {
            let category = share.position.word().to_owned();
            members.insert(
                state,
                Painted { paint: lane(position), category, words: position.phrase().to_owned() },
            );
        }
        for state in by_name(share.states) {
            data.row([state.into(), state.state().name().into(), position.phrase().into()]);
        }
    }
    if view == View::Map {
        keys.push(Key::plain(LAND, NO_MEMBER));
    }
    let mut caption = setting.caption(
        format!("n = {base} members on the day. Positions are as cast; not voting is neither absence nor abstaining: the \
                 record does not tell why."),
        answer,
        words::about_votes,
    );
    if view == View::Map {
        caption.extend(headline.date.and_then(member_map::boundaries_of_today));
        caption.push(DISCLAIMER.to_owned());
    }
    let title = format!("How the members voted on {}", words::named(headline));
    let wording = Wording {
        description: format!(
            "{}. {}: {}.",
            match view {
                View::Tiles => "A grid of tiles, one for each Member State, painted by its position",
                View::Map | View::Matrix => "A world map with each Member State painted by its position",
            },
            title,
            counts.join(", ")
        ),
        title,
        subtitle: subtitle(headline),
        caption,
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    member_map::draw(&mut sheet, view, &members, &Keys::Flow(keys), Reserved::default())?;
    Ok(Figure { scene: sheet.finish(), data })
}

/// The title of the text with the result: `… Adopted, 92-50-21.`
pub(super) fn subtitle(headline: &Headline) -> String {
    let title = words::bare_title(&headline.title);
    let what = if headline.question == travaux_record::QuestionKind::Whole {
        String::new()
    } else {
        format!(" ({})", headline.occasion())
    };
    format!("{title}{what}. Result: {}.", headline.result()).trim_start_matches(". ").to_owned()
}

/// Why a decision cannot be drawn by state.
pub(super) fn no_names(headline: &Headline) -> String {
    format!(
        "the record has no positions by state on {}, which was taken {}",
        headline.id,
        headline.modality.phrase()
    )
}
