//! Pixels, with their number to the inch and the figure's words.

use resvg::tiny_skia::{Pixmap, Transform};

use crate::FigureError;
use crate::scene::{Scene, svg};

/// CSS pixels in an inch.
const PER_INCH: f64 = 96.0;

/// The scene as PNG with so many pixels to the inch.
pub fn png(scene: &Scene, dots_per_inch: u32) -> Result<Vec<u8>, FigureError> {
    let failed = |why: String| FigureError::Export { format: "PNG", why };
    let tree = super::tree(&svg(scene)).map_err(|error| failed(error.to_string()))?;
    let scale = f64::from(dots_per_inch) / PER_INCH;
    let side = |length: f64| libm::ceil(length * scale) as u32;
    let (width, height) = (side(scene.width), side(scene.height));
    let mut pixels = Pixmap::new(width, height)
        .ok_or_else(|| failed(format!("{width} by {height} pixels are none, or too many")))?;
    // White to the last row, where the page ends within a pixel.
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    // The size in the file is in millimetres with two decimals; the scale is of the drawing itself.
    let fit = |wanted: f64, has: f32| (wanted * scale) as f32 / has;
    let transform =
        Transform::from_scale(fit(scene.width, tree.size().width()), fit(scene.height, tree.size().height()));
    resvg::render(&tree, transform, &mut pixels.as_mut());
    encode(scene, &pixels, dots_per_inch).map_err(|error| failed(error.to_string()))
}

fn encode(scene: &Scene, pixels: &Pixmap, dots_per_inch: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    // The paper is white: there is no transparency to keep, and three bytes a pixel do.
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let per_metre = (f64::from(dots_per_inch) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.add_itxt_chunk("Title".to_owned(), scene.title.clone())?;
    encoder.add_itxt_chunk("Description".to_owned(), scene.description.clone())?;
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> =
        pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}
