//! A band that flows from a stretch on the left to one on the right.

use crate::scene::{Mark, Path, Style};

/// A ribbon between `left` at `from` (its x, then top and bottom) and `right`.
pub fn ribbon(left: (f64, [f64; 2]), right: (f64, [f64; 2]), style: Style) -> Mark {
    let ((x1, [top1, bottom1]), (x2, [top2, bottom2])) = (left, right);
    let middle = f64::midpoint(x1, x2);
    let mut path = Path::new();
    path.move_to([x1, top1]);
    path.curve_to([middle, top1], [middle, top2], [x2, top2]);
    path.line_to([x2, bottom2]);
    path.curve_to([middle, bottom2], [middle, bottom1], [x1, bottom1]);
    path.close();
    Mark::Path { path, style }
}
