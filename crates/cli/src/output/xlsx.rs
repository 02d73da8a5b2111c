//! An answer as a workbook: one sheet a table, and a sheet of notes that says where the numbers are from.

use anyhow::Result;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use crate::output::Page;
use travaux_votes::flat::{Flat, FlatTable, StatesAs};

/// The longest text that a cell of a workbook holds.
const CELL_LIMIT: usize = 32_767;
/// The widest column, in characters; longer texts are wrapped.
const WIDEST: usize = 60;

pub(crate) fn bytes(page: &Page) -> Result<Vec<u8>> {
    let mut workbook = workbook(page.last_day)?;
    let mut names = SheetNames::default();
    let mut contents = Vec::new();
    for table in &page.tables {
        let name = names.unique(&table.name);
        sheet(workbook.add_worksheet(), &name, &FlatTable::new(table, StatesAs::Names))?;
        contents.push((format!("Sheet {name}"), table.title.clone()));
    }
    let mut lines = vec![("Made by".to_owned(), crate::provenance::made_by())];
    lines.extend(contents);
    lines.extend(page.notes().into_iter().map(|note| ("Note".to_owned(), note)));
    lines.extend(page.sources_by_text().into_iter().map(|source| ("Source".to_owned(), source)));
    lines.push(("Method".to_owned(), page.method_line()));
    notes(workbook.add_worksheet(), &lines)?;
    Ok(workbook.save_to_buffer()?)
}

/// A workbook that is dated by what is in it and not by the clock: same answer, same bytes.
pub(crate) fn workbook(day: Option<Date>) -> Result<Workbook> {
    let day = day.unwrap_or(Date::constant(1945, 10, 24));
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year())?,
        u8::try_from(day.month())?,
        u8::try_from(day.day())?,
    )?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_author(crate::PROGRAM).set_creation_datetime(&created));
    Ok(workbook)
}

pub(crate) fn notes(sheet: &mut Worksheet, lines: &[(String, String)]) -> Result<()> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("notes")?;
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 100)?;
    for (row, (what, text)) in lines.iter().enumerate() {
        sheet.write_with_format(u32::try_from(row)?, 0, what, &bold)?;
        sheet.write_with_format(u32::try_from(row)?, 1, shortened(text), &wrapped)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, name: &str, table: &FlatTable) -> Result<()> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let text = Format::new().set_align(FormatAlign::Top);
    let long = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let day = Format::new().set_align(FormatAlign::Top).set_num_format("yyyy-mm-dd");
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in table.columns.iter().enumerate() {
        let column_no = u16::try_from(column)?;
        sheet.write_with_format(0, column_no, title, &head)?;
        let widest = table.rows.iter().map(|row| row[column].to_string().chars().count()).max().unwrap_or(0);
        let width = widest.max(title.chars().count()).clamp(6, WIDEST) + 2;
        sheet.set_column_width(column_no, u16::try_from(width)?)?;
        for (row, cells) in table.rows.iter().enumerate() {
            let row = u32::try_from(row + 1)?;
            match &cells[column] {
                Flat::Empty => {}
                Flat::Text(value) if value.chars().count() > WIDEST => {
                    sheet.write_with_format(row, column_no, shortened(value), &long)?;
                }
                Flat::Text(value) => {
                    sheet.write_with_format(row, column_no, value, &text)?;
                }
                Flat::Count(n) => {
                    sheet.write_with_format(row, column_no, *n as f64, &text)?;
                }
                Flat::Number(x, places) => {
                    let decimals =
                        if *places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(*places)) };
                    sheet.write_with_format(row, column_no, *x, &text.clone().set_num_format(decimals))?;
                }
                Flat::Date(date) => {
                    let value = ExcelDateTime::from_ymd(
                        u16::try_from(date.year())?,
                        u8::try_from(date.month())?,
                        u8::try_from(date.day())?,
                    )?;
                    sheet.write_with_format(row, column_no, &value, &day)?;
                }
            }
        }
    }
    Ok(())
}

/// A cell's worth of a text, with a sign that there was more.
fn shortened(text: &str) -> String {
    // A workbook counts UTF-16 units.
    if text.encode_utf16().count() <= CELL_LIMIT {
        return text.to_owned();
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < CELL_LIMIT
        })
        .collect();
    kept + "…"
}

/// Names of sheets: at most 31 characters, without some signs, no two the same.
#[derive(Debug, Default)]
struct SheetNames(Vec<String>);

impl SheetNames {
    fn unique(&mut self, name: &str) -> String {
        let clean: String =
            name.chars().map(|c| if "[]:*?/\\'".contains(c) { '-' } else { c }).take(28).collect();
        let mut unique = clean.clone();
        let mut next = 2;
        while unique == "notes" || self.0.iter().any(|taken| taken.eq_ignore_ascii_case(&unique)) {
            unique = format!("{clean} {next}");
            next += 1;
        }
        self.0.push(unique.clone());
        unique
    }
}
