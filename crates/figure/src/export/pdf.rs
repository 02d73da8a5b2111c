//! A page of print: one figure, its text as text, tagged with the words for those who do not see it.

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::FigureError;
use crate::scene::{Scene, svg};

/// Points (1/72 inch) in a pixel (1/96 inch).
const POINTS: f64 = 72.0 / 96.0;

/// The scene as a PDF of one page, as large as the figure.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>, FigureError> {
    let failed = |why: String| FigureError::Export { format: "PDF", why };
    let tree = super::tree(&svg(scene)).map_err(|error| failed(error.to_string()))?;
    let (width, height) = ((scene.width * POINTS) as f32, (scene.height * POINTS) as f32);
    let (page_settings, size) = PageSettings::from_wh(width, height)
        .zip(Size::from_wh(width, height))
        .ok_or_else(|| failed(format!("{width} by {height} points are no page")))?;
    let mut document = Document::new_with(SerializeSettings::default());
    let mut page = document.start_page_with(page_settings);
    let mut surface = page.surface();
    let drawing = surface.start_tagged(ContentTag::Other);
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.end_tagged();
    surface.finish();
    page.finish();
    drawn.ok_or_else(|| failed("the drawing was refused".to_owned()))?;
    let mut figure = TagGroup::new(Tag::Figure(Some(scene.description.clone())));
    figure.push(drawing);
    let mut tags = TagTree::new().with_lang(Some("en".to_owned()));
    tags.push(figure);
    document.set_tag_tree(tags);
    document.set_metadata(
        Metadata::new()
            .title(scene.title.clone())
            .description(scene.description.clone())
            .creator("travaux".to_owned())
            .language("en".to_owned()),
    );
    document.finish().map_err(|error| failed(format!("{error:?}")))
}
