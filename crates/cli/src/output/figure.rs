//! Figures: where they are written, and their data beside them.

use std::io::Write;
use std::path::Path;

use anyhow::{Error, Result};
use serde::Serialize;
use travaux_figure::{Figure, FigureError, Format, Setting, Size};
use travaux_record::{Answer, Record, Tabular};

use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::csv;
use crate::output::give;
use crate::output::sink::Sink;
use crate::settings::Settings;
use travaux_votes::flat::{FlatTable, StatesAs};

/// The word for standard output in place of a file.
const STDOUT: &str = "-";

/// Draws an answer if that was asked for, and gives it in words where it was not, or where both were.
pub(crate) fn draw_and_give<T>(
    settings: &Settings,
    (figure, render): (&FigureArgs, &RenderArgs),
    schema: &'static str,
    record: &Record,
    answer: &Answer<T>,
    draw: impl FnOnce(Setting<'_>) -> Result<Figure, FigureError>,
) -> Result<Exit>
where
    T: Tabular + Serialize,
{
    let Some(path) = &figure.figure else { return give(settings, render, schema, answer) };
    let to_stdout = path.as_os_str() == STDOUT;
    let format = format_of(path)?;
    if to_stdout && figure.data {
        return Err(Failure::new("--data puts a file beside that of the figure, which has none")
            .hint("name a file with --figure")
            .into());
    }
    let in_words = render.is_asked_for();
    if to_stdout && in_words && render.output.is_none() {
        return Err(Failure::new("the figure and the answer cannot both go to standard output")
            .hint("name a file with --figure or with --output")
            .into());
    }
    let setting = Setting { record, size: figure.size.unwrap_or(Size::Page) };
    let drawn = draw(setting).map_err(explain)?;
    let bytes = drawn.to_bytes(format).map_err(explain)?;
    let mut sink = Sink::open(Some(path.as_path()).filter(|_| !to_stdout), false)?;
    sink.write_all(&bytes)?;
    if figure.data {
        let data_path = path.with_extension("csv");
        // Both files are whole before one of them has its name.
        let mut data = Sink::open(Some(&data_path), false)?;
        csv::write(&FlatTable::new(&drawn.data, StatesAs::Codes), &mut data)?;
        data.finish()?;
    }
    sink.finish()?;
    if !to_stdout {
        settings.console().note(&made(path, &drawn, figure.data));
    }
    if in_words { give(settings, render, schema, answer) } else { Ok(settings.exit_of(answer)) }
}

/// `vote.svg is 180 by 127 mm; its data are in vote.csv`.
fn made(path: &Path, figure: &Figure, with_data: bool) -> String {
    let mm = |pixels: f64| (pixels * 25.4 / 96.0).round();
    let size = format!("{} by {} mm", mm(figure.scene.width), mm(figure.scene.height));
    let data = if with_data {
        format!("; its data are in {}", path.with_extension("csv").display())
    } else {
        String::new()
    };
    format!("{} is {size}{data}", path.display())
}

fn format_of(path: &Path) -> Result<Format> {
    if path.as_os_str() == STDOUT {
        return Ok(Format::Svg);
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Ok(Format::of_ending(ending).ok_or_else(|| {
        Failure::new(format!("{} does not say in its ending what kind of figure it is to be", path.display()))
            .hint("end its name in .svg, .png or .pdf")
    })?)
}

fn explain(error: FigureError) -> Error {
    match error {
        FigureError::TooSmall { .. } => Failure::new(error.to_string())
            .hint("try --size page or --size slide, or give the width and height, such as --size 1200x800")
            .into(),
        other => other.into(),
    }
}
