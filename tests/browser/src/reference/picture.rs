//! Pictures: how much two differ, and small files of them.

use anyhow::{Result, ensure};
use color_quant::NeuQuant;

/// A colour that is further off than this in red, green or blue is another colour: palettes and
/// the smoothing of letters stay below it.
const COLOUR: u8 = 64;
/// Of ten thousand pixels so many may be of another colour.
const TOLERATED: usize = 20;
/// How thoroughly a palette is looked for, 1 (best) to 30.
const PALETTE_SAMPLING: i32 = 5;

/// Red, green and blue of every pixel.
struct Pixels {
    width: u32,
    height: u32,
    colours: Vec<[u8; 3]>,
}

/// What is different, if it is more than is tolerated.
///
/// # Errors
/// For bytes that are no picture.
pub(super) fn difference(reference: &[u8], now: &[u8]) -> Result<Option<String>> {
    let (reference, now) = (pixels(reference)?, pixels(now)?);
    if (reference.width, reference.height) != (now.width, now.height) {
        return Ok(Some(format!(
            "it was {} by {} pixels and is {} by {}",
            reference.width, reference.height, now.width, now.height
        )));
    }
    let is_other = |(before, after): &(&[u8; 3], &[u8; 3])| {
        before
            .iter()
            .zip(after.iter())
            .any(|(before, after)| before.abs_diff(*after) > COLOUR)
    };
    let pairs = reference.colours.iter().zip(&now.colours);
    let other = pairs.filter(is_other).count();
    let found = other * 10_000 > TOLERATED * now.colours.len();
    Ok(found.then(|| format!("{other} of {} pixels are other ones", now.colours.len())))
}

/// The picture in 256 colours.
///
/// # Errors
/// For bytes that are no picture.
pub(super) fn small(picture: &[u8]) -> Result<Vec<u8>> {
    let picture = pixels(picture)?;
    let flat: Vec<u8> = picture
        .colours
        .iter()
        .flat_map(|[red, green, blue]| [*red, *green, *blue, u8::MAX])
        .collect();
    let palette = NeuQuant::new(PALETTE_SAMPLING, 256, &flat);
    let indices: Vec<u8> = flat
        .chunks_exact(4)
        .map(|colour| palette.index_of(colour) as u8)
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.color_map_rgb());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(bytes)
}

fn pixels(file: &[u8]) -> Result<Pixels> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let size = reader.output_buffer_size().unwrap_or_default();
    let mut buffer = vec![0; size];
    let frame = reader.next_frame(&mut buffer)?;
    let channels = frame.color_type.samples();
    ensure!(channels >= 3, "a picture in shades of grey");
    let colours = buffer
        .chunks_exact(channels)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    Ok(Pixels {
        width: frame.width,
        height: frame.height,
        colours,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn picture(dark: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 100, 100);
        encoder.set_color(png::ColorType::Rgb);
        let colours = (0..10_000).flat_map(|at| [if at < dark { 20 } else { 240 }; 3]);
        let colours: Vec<u8> = colours.collect();
        encoder
            .write_header()
            .unwrap()
            .write_image_data(&colours)
            .unwrap();
        bytes
    }

    #[test]
    fn a_few_other_pixels_are_tolerated_and_a_word_is_not() {
        let reference = small(&picture(100)).unwrap();
        assert_eq!(difference(&reference, &picture(100)).unwrap(), None);
        assert_eq!(difference(&reference, &picture(110)).unwrap(), None);
        assert!(difference(&reference, &picture(150)).unwrap().is_some());
    }
}
