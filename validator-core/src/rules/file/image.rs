//! The size of an image.

use super::Demand;
use super::content::FileContent;
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::{Describe, Failure, Rule, Schema};
use crate::subject::Kind;

/// Accepts an image that meets every demand. Each demand that it does not meet is a violation of its own.
///
/// The size is read from the first bytes of the file, in pixels, and the image is not decoded. An image with more than
/// 100 megapixels is refused, or with more than `.max_megapixels(20)` says, because a small file can decode to
/// gigabytes. `.ratio((16, 9))` lets either side be less than a pixel off. The size is that of the stored image, so a
/// photo that is turned only when it is shown has its sides exchanged.
///
/// The violations have the codes `image`, `image_width`, `image_height`, `image_ratio` and `image_megapixels`.
///
/// In an attribute: `#[validate(image(max_width = 4000, ratio = (1, 1)))]`.
///
/// ```
/// # #[cfg(feature = "files")] {
/// use unprocessable_core::Upload;
/// use unprocessable_core::rules::{self, Rule};
///
/// let gif = Upload::from_bytes(*b"GIF89a\x10\x00\x09\x00\x00\x00\x00;");
/// assert_eq!(gif.image_size(), Some((16, 9)));
/// assert!(rules::image().max_width(20).ratio((16, 9)).check(&gif));
/// assert!(!rules::image().min_height(10).check(&gif));
/// # }
/// ```
#[must_use]
pub const fn image() -> Image {
    Image { width: Width(Side::ANY), height: Height(Side::ANY), ratio: Ratio(None), megapixels: Megapixels(100) }
}

/// The rule [`image`].
#[derive(Clone, Copy, Debug)]
pub struct Image {
    width: Width,
    height: Height,
    ratio: Ratio,
    megapixels: Megapixels,
}

/// How long a side may be.
#[derive(Clone, Copy, Debug)]
struct Side {
    min: Option<u32>,
    max: Option<u32>,
}

impl Side {
    const ANY: Self = Self { min: None, max: None };

    fn allows(self, pixels: u32) -> bool {
        self.min.is_none_or(|min| pixels >= min) && self.max.is_none_or(|max| pixels <= max)
    }

    fn is_any(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    const fn is_possible(self) -> bool {
        match (self.min, self.max) {
            (Some(min), Some(max)) => min <= max && max > 0,
            (None, Some(max)) => max > 0,
            _ => true,
        }
    }

    /// Of four things, that for an exact length, for one between two others, for a least and for a greatest one.
    fn of<T>(self, [exact, between, min, max]: [T; 4]) -> T {
        match (self.min, self.max) {
            (Some(least), Some(most)) if least == most => exact,
            (Some(_), Some(_)) => between,
            (Some(_), None) => min,
            _ => max,
        }
    }
}

impl Image {
    /// At least this many pixels wide.
    #[must_use]
    pub const fn min_width(mut self, pixels: u32) -> Self {
        self.width.0.min = Some(pixels);
        self
    }

    /// At most this many pixels wide.
    #[must_use]
    pub const fn max_width(mut self, pixels: u32) -> Self {
        self.width.0.max = Some(pixels);
        self
    }

    /// Exactly this many pixels wide.
    #[must_use]
    pub const fn width(self, pixels: u32) -> Self {
        self.min_width(pixels).max_width(pixels)
    }

    /// At least this many pixels high.
    #[must_use]
    pub const fn min_height(mut self, pixels: u32) -> Self {
        self.height.0.min = Some(pixels);
        self
    }

    /// At most this many pixels high.
    #[must_use]
    pub const fn max_height(mut self, pixels: u32) -> Self {
        self.height.0.max = Some(pixels);
        self
    }

    /// Exactly this many pixels high.
    #[must_use]
    pub const fn height(self, pixels: u32) -> Self {
        self.min_height(pixels).max_height(pixels)
    }

    /// The width to the height as these two numbers, such as `(16, 9)`.
    #[must_use]
    pub const fn ratio(mut self, ratio: (u32, u32)) -> Self {
        self.ratio = Ratio(Some(ratio));
        self
    }

    /// At most this many millions of pixels, instead of 100.
    #[must_use]
    pub const fn max_megapixels(mut self, megapixels: u32) -> Self {
        self.megapixels = Megapixels(megapixels);
        self
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(
            self.width.0.is_possible() && self.height.0.is_possible(),
            "no image has these sides; the least is greater than the greatest, or it is 0"
        );
        if let Some((across, down)) = self.ratio.0 {
            assert!(across > 0 && down > 0, "a ratio of 0 is none");
        }
        assert!(self.megapixels.0 > 0, "an image of 0 megapixels is none");
    }

    /// Whether each demand is met by an image of this size.
    fn met(&self, (width, height): (u32, u32)) -> [bool; 4] {
        [
            self.megapixels.allows(width, height),
            self.width.0.allows(width),
            self.height.0.allows(height),
            self.ratio.allows(width, height),
        ]
    }

    fn demands(&self) -> [(bool, &Demand); 4] {
        [
            (true, &self.megapixels),
            (!self.width.0.is_any(), &self.width),
            (!self.height.0.is_any(), &self.height),
            (self.ratio.0.is_some(), &self.ratio),
        ]
    }
}

/// An image by its content. A live check only knows what the client says.
fn may_be_image<F: FileContent + ?Sized>(file: &F) -> bool {
    file.media_type().is_some_and(|media_type| media_type.starts_with("image/"))
}

impl Describe for Image {
    const CODE: &'static str = "image";
    const ARGUMENTS: &'static [&'static str] =
        &["min_width", "max_width", "min_height", "max_height", "across", "down", "max_megapixels"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match index {
            0 | 1 => self.width.argument(index),
            2 | 3 => self.height.argument(index - 2),
            4 | 5 => self.ratio.argument(index - 4),
            6 => self.megapixels.argument(0),
            _ => None,
        }
    }

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be an image."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::image
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE
    }

    fn demand(&self, index: usize) -> Option<&Demand> {
        self.demands().into_iter().filter_map(|(asked, demand)| asked.then_some(demand)).nth(index)
    }
}

impl<F: FileContent + ?Sized> Rule<F> for Image {
    const SEVERAL: bool = true;

    fn check(&self, file: &F) -> bool {
        if file.asks_for_limit(None) {
            return true;
        }
        match file.image_size() {
            Some(size) => may_be_image(file) && self.met(size).iter().all(|met| *met),
            None => file.is_announced() && may_be_image(file),
        }
    }

    fn failures(&self, file: &F, report: &mut dyn FnMut(Failure)) {
        let Some(size) = file.image_size().filter(|_| may_be_image(file)) else {
            return report(Failure::whole());
        };
        let asked = self.demands().into_iter().zip(self.met(size)).filter(|((asked, _), _)| *asked);
        for (index, _) in asked.enumerate().filter(|(_, (_, met))| !met) {
            report(Failure::of_demand(index));
        }
    }
}

macro_rules! sides {
    ($($name:ident $code:literal $adjective:literal [$min:literal, $max:literal] [$($id:ident),+];)+) => {$(
        #[derive(Clone, Copy, Debug)]
        struct $name(Side);

        impl Describe for $name {
            const CODE: &'static str = "image";
            const ARGUMENTS: &'static [&'static str] = &[$min, $max];

            fn code(&self) -> &'static str {
                $code
            }

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                let pixels = [self.0.min, self.0.max].get(index).copied().flatten();
                pixels.map(|pixels| Argument::Integer(pixels.into()))
            }

            fn sentence(&self, _: Kind) -> &'static str {
                self.0.of([
                    concat!("The {attribute} must be exactly {", $min, "} px ", $adjective, "."),
                    concat!("The {attribute} must be between {", $min, "} and {", $max, "} px ", $adjective, "."),
                    concat!("The {attribute} must be at least {", $min, "} px ", $adjective, "."),
                    concat!("The {attribute} must not be more than {", $max, "} px ", $adjective, "."),
                ])
            }

            fn message_id(&self, _: Kind) -> MessageId {
                self.0.of([$(id::$id),+])
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                Schema::NONE
            }
        }
    )+};
}

sides! {
    Width "image_width" "wide" ["min_width", "max_width"]
        [image_width_exact, image_width_between, image_width_min, image_width_max];
    Height "image_height" "high" ["min_height", "max_height"]
        [image_height_exact, image_height_between, image_height_min, image_height_max];
}

/// The width to the height.
#[derive(Clone, Copy, Debug)]
struct Ratio(Option<(u32, u32)>);

impl Ratio {
    /// Whether one of the sides would be less than a pixel longer or shorter in an image of exactly this ratio.
    fn allows(self, width: u32, height: u32) -> bool {
        self.0.is_none_or(|(across, down)| {
            let difference = (u64::from(width) * u64::from(down)).abs_diff(u64::from(height) * u64::from(across));
            difference < u64::from(across.max(down))
        })
    }
}

impl Describe for Ratio {
    const CODE: &'static str = "image";
    const ARGUMENTS: &'static [&'static str] = &["across", "down"];

    fn code(&self) -> &'static str {
        "image_ratio"
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let (across, down) = self.0?;
        [across, down].get(index).map(|side| Argument::Integer((*side).into()))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must have an aspect ratio of {across}:{down}."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::image_ratio
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE
    }
}

/// The most millions of pixels.
#[derive(Clone, Copy, Debug)]
struct Megapixels(u32);

impl Megapixels {
    fn allows(self, width: u32, height: u32) -> bool {
        u64::from(width) * u64::from(height) <= u64::from(self.0) * 1_000_000
    }
}

impl Describe for Megapixels {
    const CODE: &'static str = "image";
    const ARGUMENTS: &'static [&'static str] = &["max_megapixels"];

    fn code(&self) -> &'static str {
        "image_megapixels"
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Integer(self.0.into()))
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.0 == 1 {
            "The {attribute} must not have more than {max_megapixels} megapixel."
        } else {
            "The {attribute} must not have more than {max_megapixels} megapixels."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::image_megapixels
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::rules::file::content::tests::{Sample, sample};

    fn picture(width: u32, height: u32) -> Sample {
        Sample { image_size: Some((width, height)), ..sample(1, Some("image/png"), "") }
    }

    /// The codes of what is not met.
    fn unmet(rule: Image, file: &Sample) -> Vec<&'static str> {
        let mut codes = Vec::new();
        rule.failures(file, &mut |failure| {
            let demand = failure.demand.and_then(|index| Describe::demand(&rule, index));
            codes.push(demand.map_or("image", |demand| demand.code()));
        });
        codes
    }

    #[test]
    fn every_unmet_demand_is_named() {
        let rule = image().min_width(10).max_width(20).height(10).ratio((2, 1));
        rule.verify();
        assert!(rule.check(&picture(20, 10)));
        assert_eq!(unmet(rule, &picture(9, 10)), ["image_width", "image_ratio"]);
        assert_eq!(unmet(rule, &picture(22, 11)), ["image_width", "image_height"]);
        assert_eq!(unmet(rule, &sample(1, Some("image/png"), "")), ["image"]);
        assert!(!rule.check(&sample(1, Some("image/png"), "")));
    }

    #[test]
    fn a_side_may_be_less_than_a_pixel_off() {
        let wide = image().ratio((16, 9));
        for (width, height, passes) in [
            (1920, 1080, true),
            (1366, 768, true),
            (1280, 720, true),
            (1280, 721, false),
            (0, 0, true),
            (16, 10, false),
        ] {
            assert_eq!(wide.check(&picture(width, height)), passes, "{width} {height}");
        }
        assert!(!image().ratio((1, 1)).check(&picture(1000, 1001)));
    }

    #[test]
    fn a_bomb_has_too_many_pixels() {
        assert!(image().check(&picture(10_000, 10_000)));
        assert_eq!(unmet(image(), &picture(10_000, 10_001)), ["image_megapixels"]);
        assert_eq!(unmet(image(), &picture(u32::MAX, u32::MAX)), ["image_megapixels"]);
        assert!(!image().max_megapixels(1).check(&picture(1001, 1000)));
    }

    #[test]
    fn only_an_image_has_a_size() {
        let script = Sample { image_size: Some((1, 1)), ..sample(1, Some("text/html"), "") };
        assert_eq!(unmet(image(), &script), ["image"]);
        assert!(!image().check(&script));
        let announced = Sample { is_announced: true, ..sample(1, Some("image/png"), "") };
        assert!(image().min_width(5).check(&announced));
        assert!(!image().check(&Sample { media_type: Some("text/plain"), ..announced }));
    }
}
