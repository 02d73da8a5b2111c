//! A scene as an SVG file (SVG 1.1 with `aria` attributes): the same scene, the same bytes.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::color::Color;
use crate::font::{FAMILY, Face};
use crate::scene::hatch::{Hatch, hatch};
use crate::scene::{Anchor, Group, Mark, Paint, Path, Scene, Stroke, Style, Text, Texture};

/// Millimetres in a pixel: 25.4 in an inch, of which 96 pixels make one (CSS Values 4, §6.2).
const MM: f64 = 25.4 / 96.0;

/// The scene as an SVG file.
pub fn svg(scene: &Scene) -> String {
    written(scene, "", None)
}

/// The scene as a part of a page of HTML, where all names begin with a prefix, so that several can stand on it. Textures
/// are lines and dots in place of patterns, of which browsers print a picture each.
pub fn svg_inline(scene: &Scene, prefix: &str) -> String {
    written(scene, prefix, Some(f64::from(scene.texture_tenths) / 10.0))
}

fn written(scene: &Scene, prefix: &str, hatched: Option<f64>) -> String {
    let mut out = Writer { text: String::with_capacity(1 << 17), prefix, hatched };
    let (width, height) = (number(scene.width), number(scene.height));
    let (mm_width, mm_height) = (number(scene.width * MM), number(scene.height * MM));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{mm_width}mm\" height=\"{mm_height}mm\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{prefix}title {prefix}description\" \
         font-family=\"{FAMILY}, 'Segoe UI', Helvetica, Arial, sans-serif\">"
    );
    let _ = writeln!(out, "<title id=\"{prefix}title\">{}</title>", escaped(&scene.title));
    let _ = writeln!(out, "<desc id=\"{prefix}description\">{}</desc>", escaped(&scene.description));
    let mut paints = BTreeSet::new();
    if hatched.is_none() {
        gather_paints(&scene.marks, &mut paints);
    }
    if !paints.is_empty() {
        out.push_str("<defs>\n");
        for paint in paints {
            write_pattern(&mut out, paint, scene.texture_tenths);
        }
        out.push_str("</defs>\n");
    }
    let _ = writeln!(out, "<path fill=\"{}\" d=\"m0 0h{width}v{height}h-{width}z\"/>", Color::WHITE);
    for mark in &scene.marks {
        write_mark(&mut out, mark);
    }
    out.push_str("</svg>\n");
    out.text
}

/// The text of a file, what its names begin with, and how large textures are where they are drawn line by line.
struct Writer<'p> {
    text: String,
    prefix: &'p str,
    hatched: Option<f64>,
}

impl Writer<'_> {
    fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
    }
}

impl Write for Writer<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

fn gather_paints(marks: &[Mark], into: &mut BTreeSet<Paint>) {
    for mark in marks {
        match mark {
            Mark::Path { style, .. } | Mark::Rect { style, .. } | Mark::Circle { style, .. } => {
                into.extend(style.fill.filter(|paint| paint.texture.is_some()));
            }
            Mark::Group(group) => gather_paints(&group.marks, into),
            Mark::Text(_) => {}
        }
    }
}

/// A pattern: a square that is repeated. Nothing in it is turned, for a renderer that resamples a turned square leaves
/// seams; slanting lines run over the corners instead, and everything runs over
/// the edges, so that no pixel at an edge is half empty. `tenths` is how large it is, 10 being a page.
fn write_pattern(out: &mut Writer<'_>, paint: Paint, tenths: u32) {
    let (Some(id), Some((texture, ink))) = (paint.id(), paint.texture) else { return };
    let side = f64::from(texture.side());
    let (half, quarter, beyond) = (side / 2.0, side / 4.0, side + 1.0);
    let weight = number(texture.weight());
    let lines = |d: String| format!("<path stroke=\"{ink}\" stroke-width=\"{weight}\" d=\"{d}\"/>");
    let dots = || {
        let radius = &weight;
        let (one, other) = (number(quarter), number(side - quarter));
        format!(
            "<circle cx=\"{one}\" cy=\"{one}\" r=\"{radius}\" fill=\"{ink}\"/>\
             <circle cx=\"{other}\" cy=\"{other}\" r=\"{radius}\" fill=\"{ink}\"/>"
        )
    };
    // A line from corner to corner, and the tips of its neighbours in the two other corners.
    let rising = format!("M-1 1L1-1M-1 {0}L{0}-1M{1} {0}L{0} {1}", number(beyond), number(side - 1.0));
    let falling = format!("M{1}-1L{0} 1M-1-1L{0} {0}M-1 {1}L1 {0}", number(beyond), number(side - 1.0));
    let level = format!("M-1 {0}H{1}", number(half), number(beyond));
    let upright = format!("M{0}-1V{1}", number(half), number(beyond));
    let figure = match texture {
        Texture::Rising | Texture::RisingSparse => lines(rising),
        Texture::Falling | Texture::FallingSparse => lines(falling),
        Texture::Level | Texture::LevelSparse => lines(level),
        Texture::Upright | Texture::UprightSparse => lines(upright),
        Texture::Dots | Texture::DotsSparse => dots(),
        Texture::Crossed | Texture::CrossedSparse => lines(format!("{level}{upright}")),
        Texture::RingsSparse => {
            let middle = number(half);
            format!(
                "<circle cx=\"{middle}\" cy=\"{middle}\" r=\"2\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{weight}\"/>"
            )
        }
    };
    let (side, beyond, prefix) = (number(side), number(beyond), out.prefix);
    let scaled = match tenths {
        10 => String::new(),
        tenths => format!(" patternTransform=\"scale({})\"", number(f64::from(tenths) / 10.0)),
    };
    let _ = writeln!(
        out,
        "<pattern id=\"{prefix}{id}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\"{scaled}>\
         <path fill=\"{}\" d=\"M-1-1H{beyond}V{beyond}H-1z\"/>{figure}</pattern>",
        paint.ground
    );
}

fn write_mark(out: &mut Writer<'_>, mark: &Mark) {
    match mark {
        Mark::Path { path, style } => {
            out.push_str("<path");
            write_style(out, style);
            let _ = writeln!(out, " d=\"{}\"/>", path.to_d());
            write_hatch(out, style, || path.rings());
        }
        Mark::Rect { at, style } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(at.x),
                number(at.y),
                number(at.width.max(0.0)),
                number(at.height.max(0.0))
            );
            write_style(out, style);
            out.push_str("/>\n");
            let (right, bottom) = (at.x + at.width, at.y + at.height);
            write_hatch(out, style, || {
                vec![vec![[at.x, at.y], [right, at.y], [right, bottom], [at.x, bottom]]]
            });
        }
        Mark::Circle { center, radius, style } => {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                number(center[0]),
                number(center[1]),
                number(*radius)
            );
            write_style(out, style);
            out.push_str("/>\n");
            write_hatch(out, style, || vec![circle(*center, *radius)]);
        }
        Mark::Text(text) => write_text(out, text),
        Mark::Group(group) => write_group(out, group),
    }
}

/// A circle as corners.
fn circle(center: [f64; 2], radius: f64) -> Vec<[f64; 2]> {
    const CORNERS: u32 = 24;
    let angle = |corner: u32| f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU;
    (0..CORNERS)
        .map(|corner| {
            let (sin, cos) = libm::sincos(angle(corner));
            [center[0] + radius * cos, center[1] + radius * sin]
        })
        .collect()
}

/// The lines, dots or rings of a texture inside an outline; nothing where patterns are used.
fn write_hatch(out: &mut Writer<'_>, style: &Style, outline: impl FnOnce() -> Vec<Vec<[f64; 2]>>) {
    let texture = style.fill.and_then(|paint| paint.texture);
    let (Some((texture, ink)), Some(scale)) = (texture, out.hatched) else { return };
    let Hatch { lines, points } = hatch(&outline(), texture, scale);
    let opacity = style.opacity.map(|part| format!(" opacity=\"{}\"", number(part))).unwrap_or_default();
    let mut path = Path::new();
    for line in &lines {
        path.polyline(line);
    }
    let weight = texture.weight() * scale;
    let (mut d, mut width, mut cap) = (path.to_d(), weight, "");
    if texture == Texture::RingsSparse {
        let radius = number(2.0 * scale);
        for [x, y] in points {
            let _ = write!(d, "M{} {}", number(x - 2.0 * scale), number(y));
            for sweep in ["", "-"] {
                let _ = write!(d, "a{radius} {radius} 0 1 0 {sweep}{} 0", number(4.0 * scale));
            }
        }
    } else if !points.is_empty() {
        // A line without length and with round ends is a dot.
        (width, cap) = (weight * 2.0, " stroke-linecap=\"round\"");
        for [x, y] in points {
            let _ = write!(d, "M{} {}h0", number(x), number(y));
        }
    }
    if !d.is_empty() {
        let _ = writeln!(
            out,
            "<path class=\"texture\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{}\"{cap}{opacity} \
             pointer-events=\"none\" d=\"{d}\"/>",
            number(width)
        );
    }
}

fn write_group(out: &mut Writer<'_>, group: &Group) {
    out.push_str("<g");
    if !group.class.is_empty() {
        let _ = write!(out, " class=\"{}\"", group.class);
    }
    for (name, value) in &group.data {
        let _ = write!(out, " data-{name}=\"{}\"", escaped(value));
    }
    if group.origin != [0.0, 0.0] {
        let _ =
            write!(out, " transform=\"translate({} {})\"", number(group.origin[0]), number(group.origin[1]));
    }
    out.push('>');
    if let Some(words) = &group.tooltip {
        let _ = write!(out, "<title>{}</title>", escaped(words));
    }
    out.push('\n');
    for mark in &group.marks {
        write_mark(out, mark);
    }
    out.push_str("</g>\n");
}

fn write_style(out: &mut Writer<'_>, style: &Style) {
    match style.fill {
        None => out.push_str(" fill=\"none\""),
        Some(paint) => {
            let prefix = out.prefix;
            let _ = match paint.id() {
                Some(id) if out.hatched.is_none() => write!(out, " fill=\"url(#{prefix}{id})\""),
                _ => write!(out, " fill=\"{}\"", paint.ground),
            };
        }
    }
    if let Some(Stroke { color, width, dash }) = style.stroke {
        let _ = write!(out, " stroke=\"{color}\" stroke-width=\"{}\"", number(width));
        if style.fill.is_some() {
            out.push_str(" stroke-linejoin=\"round\"");
        }
        if let Some((dash, gap)) = dash {
            let _ = write!(out, " stroke-dasharray=\"{} {}\"", number(dash), number(gap));
        }
    }
    if let Some(opacity) = style.opacity {
        let _ = write!(out, " opacity=\"{}\"", number(opacity));
    }
}

fn write_text(out: &mut Writer<'_>, text: &Text) {
    let (x, y) = (number(text.x), number(text.y));
    let _ =
        write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{}\"", number(text.size), text.color);
    match text.face {
        Face::Regular => {}
        Face::Bold => out.push_str(" font-weight=\"700\""),
        Face::Italic => out.push_str(" font-style=\"italic\""),
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if text.upwards {
        let _ = write!(out, " transform=\"rotate(-90 {x} {y})\"");
    }
    if let Some(halo) = text.halo {
        let _ = write!(
            out,
            " stroke=\"{halo}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            number(text.size * 0.28)
        );
    }
    let _ = writeln!(out, ">{}</text>", escaped(&text.content));
}

/// A number with at most two decimal places, and no nought that says nothing.
fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let decimals =
        if rest == 0 { String::new() } else { format!(".{rest:02}").trim_end_matches('0').to_owned() };
    if whole == 0 && !decimals.is_empty() {
        format!("{sign}{decimals}")
    } else {
        format!("{sign}{whole}{decimals}")
    }
}

/// Text as XML takes it. What XML 1.0 has no way to write (§2.2) becomes a blank.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
