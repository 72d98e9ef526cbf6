//! Colours: from the words of a title to a set that goes together.

use super::drawing::Panel;

type Rgb = u32;

/// Colour words and what they look like in this shop.
const NAMED: &[(&str, Rgb)] = &[
    ("RED", 0xc9483f),
    ("PINK", 0xe291a6),
    ("BLUE", 0x5c87b2),
    ("GREEN", 0x74a06c),
    ("WHITE", 0xfcf8f0),
    ("BLACK", 0x433f42),
    ("IVORY", 0xf5ecd5),
    ("CREAM", 0xf4e6c4),
    ("SILVER", 0xbcc3ca),
    ("GOLD", 0xdcae4c),
    ("PURPLE", 0x8a659f),
    ("YELLOW", 0xefc75a),
    ("ORANGE", 0xe48f4c),
    ("BROWN", 0x8f6849),
    ("TURQUOISE", 0x4fa8a8),
    ("MINT", 0xa3d1ba),
    ("LILAC", 0xb79fce),
    ("LAVENDER", 0xa893cc),
    ("GREY", 0x9aa1a6),
    ("ZINC", 0xa7b0b5),
    ("SLATE", 0x6b757c),
    ("COPPER", 0xc27d54),
    ("CHOCOLATE", 0x74503c),
    ("NATURAL", 0xd1a878),
    ("WOOD", 0xcd9f6c),
    ("WOODEN", 0xcd9f6c),
    ("WICKER", 0xd3ab74),
    ("RATTAN", 0xd3ab74),
    ("AMBER", 0xdb942f),
    ("RUBY", 0xab3350),
    ("AMETHYST", 0x9067ae),
    ("JADE", 0x64a689),
    ("JET", 0x3b383b),
    ("AQUA", 0x7cc3c6),
    ("NAVY", 0x3d5379),
    ("PEACH", 0xf1b08e),
    ("FUSCHIA", 0xcf4f8b),
    ("FUCHSIA", 0xcf4f8b),
    ("OLIVE", 0x8f9458),
    ("TEAL", 0x3f8486),
    ("PEWTER", 0x8e979e),
    ("BRASS", 0xd0a54c),
    ("BRONZE", 0xa97a48),
    ("RASPBERRY", 0xc23d63),
    ("MONTANA", 0x4a6a9c),
    ("EMERALD", 0x3f8f69),
    ("VANILLA", 0xf6e7b6),
    ("CINNAMON", 0xb06b3d),
    ("CRYSTAL", 0xbfdde1),
    ("MARBLE", 0xe4e1dc),
    ("TOPAZ", 0xe0a23c),
    ("CORAL", 0xec8570),
    ("BLUEBERRY", 0x5b679f),
    ("PISTACHIO", 0xb5c98c),
    ("ORCHID", 0xb871a8),
    ("CITRUS", 0xe9c83f),
    ("SKY", 0x93bfd8),
    ("RUSTIC", 0xb98860),
    ("METAL", 0xa9b0b4),
    ("BAKELITE", 0x74503c),
];

/// Themes without a colour word, and the two colours they suggest.
const THEMES: &[(&str, Rgb, Rgb)] = &[
    ("RETROSPOT", 0xc9483f, 0xfcf8f0),
    ("CHRISTMAS", 0xc9483f, 0x5f8f5f),
    ("SPACEBOY", 0x5c87b2, 0xefc75a),
    ("DOLLY", 0xe291a6, 0x4fa8a8),
    ("CIRCUS", 0xefc75a, 0xc9483f),
    ("STRAWBERRY", 0xe291a6, 0x74a06c),
    ("STRAWBERRIES", 0xe291a6, 0x74a06c),
    ("WOODLAND", 0x8fae7c, 0xc9483f),
    ("SKULL", 0x433f42, 0xfcf8f0),
    ("SKULLS", 0x433f42, 0xfcf8f0),
    ("SUKI", 0xc9483f, 0xf4e6c4),
    ("PANTRY", 0xf4e6c4, 0x4f8f8f),
    ("EASTER", 0xf1d37a, 0xe291a6),
    ("REGENCY", 0x7cc3c6, 0xe291a6),
    ("LONDON", 0xc9483f, 0x3d5379),
    ("UNION", 0x3d5379, 0xc9483f),
    ("BOTANICAL", 0x8fae7c, 0xe291a6),
    ("GARDEN", 0x8fae7c, 0xefc75a),
    ("GARDENERS", 0x8fae7c, 0xefc75a),
    ("POTTING", 0x8fae7c, 0xc27d54),
    ("SCANDINAVIAN", 0xc9483f, 0xfcf8f0),
    ("SWEETHEART", 0xe291a6, 0xc9483f),
    ("ROSE", 0xe6a1b0, 0xb5405a),
    ("ROSES", 0xe6a1b0, 0xb5405a),
    ("HEART", 0xd2605f, 0xf5ecd5),
    ("HEARTS", 0xd2605f, 0xf5ecd5),
    ("LOVE", 0xd2605f, 0xf5ecd5),
    ("FRENCH", 0x5c87b2, 0xf5ecd5),
    ("PARIS", 0xe6a1b0, 0x433f42),
    ("BABUSHKA", 0xc9483f, 0xefc75a),
    ("DINOSAUR", 0x74a06c, 0xe48f4c),
    ("APPLE", 0xc9483f, 0x74a06c),
    ("APPLES", 0xc9483f, 0x74a06c),
    ("POPPY", 0xc9483f, 0x433f42),
    ("DAISY", 0xfcf8f0, 0xefc75a),
    ("GLASS", 0xa9cfd3, 0x8a659f),
    ("PAISLEY", 0x4fa8a8, 0xc9483f),
    ("ENAMEL", 0xf5ecd5, 0x5c87b2),
    ("LEAF", 0x8fae7c, 0xf5ecd5),
    ("TROPICAL", 0x4fa8a8, 0xe48f4c),
    ("OWL", 0xa97a58, 0xf1d37a),
    ("ELEPHANT", 0x9fb0bd, 0xe291a6),
    ("FROG", 0x74a06c, 0xf1d37a),
    ("RABBIT", 0xf5ecd5, 0xe291a6),
    ("BUNNY", 0xf5ecd5, 0xe291a6),
    ("CHICK", 0xefc75a, 0xe48f4c),
    ("HEN", 0xfcf8f0, 0xc9483f),
    ("LADYBIRD", 0xc9483f, 0xf5ecd5),
    ("DOVE", 0xfcf8f0, 0xb79fce),
    ("FAIRY", 0xe6a1b0, 0xb79fce),
    ("REINDEER", 0xa97a58, 0xc9483f),
    ("TOADSTOOL", 0xc9483f, 0xfcf8f0),
    ("GINGERBREAD", 0xb97a48, 0xfcf8f0),
    ("SNOWFLAKE", 0xfcf8f0, 0x93bfd8),
    ("FELTCRAFT", 0xe291a6, 0x4fa8a8),
    ("FOLKART", 0xc9483f, 0x5c87b2),
    ("VINTAGE", 0x7aa6a1, 0xe7b7a4),
    ("SCOTTIE", 0x433f42, 0xc9483f),
];

/// Main colours for titles that suggest none.
const MAINS: [Rgb; 10] = [
    0x5f9497, 0xd98a6f, 0x7f9fbd, 0xc96f7b, 0x8fa86f, 0xe2b458, 0x9a7aa8, 0xe6a79a, 0x6f8f86,
    0xb9876a,
];
const ACCENTS: [Rgb; 9] = [
    0xf6ecd6, 0xc9483f, 0xe7b64f, 0x3f7f82, 0x7d4a72, 0xe9a7ae, 0x5f7f57, 0x3d5379, 0xe48f4c,
];
/// Grounds for coloured things.
const PALE: [Rgb; 11] = [
    0xf5ddd3, 0xdbe4cf, 0xd3e3ea, 0xf6e6bd, 0xe5dbea, 0xf0e4d1, 0xd4e8dd, 0xf7dec6, 0xe4dfd7,
    0xecd6d9, 0xd9e2dc,
];
/// Grounds on which white and ivory things show.
const DEEP: [Rgb; 8] = [
    0xc98f79, 0x8fa892, 0x8aa8bb, 0xbd94a6, 0xd7b06c, 0x86aaa8, 0xa79bb8, 0xc98a8a,
];
const LIGHT: Rgb = 0xfffaf1;
const INK: Rgb = 0x3f3533;

/// The colours of one picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Palette {
    main: Rgb,
    accent: Rgb,
    ground: Rgb,
}

impl Palette {
    /// Colours for a title's words; `dice` settles what the words leave open.
    pub(super) fn of(words: &[String], dice: impl Fn(u64) -> usize) -> Self {
        let named: Vec<Rgb> = words
            .iter()
            .filter_map(|word| NAMED.iter().find(|(name, _)| name == word))
            .map(|(_, colour)| *colour)
            .collect();
        let theme = words
            .iter()
            .find_map(|word| THEMES.iter().find(|(name, ..)| name == word));
        let main = named
            .first()
            .copied()
            .or(theme.map(|(_, main, _)| *main))
            .unwrap_or(MAINS[dice(1) % MAINS.len()]);
        let suggested = named
            .get(1)
            .copied()
            .or(theme.map(|(.., accent)| *accent))
            .filter(|accent| distance(*accent, main) > 200);
        let fitting = |choices: &[Rgb], least: u32, turn: u64| -> Option<Rgb> {
            let fits: Vec<Rgb> = choices
                .iter()
                .copied()
                .filter(|colour| distance(*colour, main) > least)
                .collect();
            fits.get(dice(turn) % fits.len().max(1)).copied()
        };
        let accent = suggested.or(fitting(&ACCENTS, 260, 2)).unwrap_or(LIGHT);
        let ground = if lightness(main) > 215 {
            fitting(&DEEP, 180, 4)
        } else {
            fitting(&PALE, 170, 4)
        }
        .unwrap_or(PALE[5]);
        Self {
            main,
            accent,
            ground,
        }
    }

    /// Two colours chosen by hand.
    pub(super) fn mixed(main: Rgb, accent: Rgb) -> Self {
        Self {
            main,
            accent,
            ground: PALE[5],
        }
    }

    /// These colours for a motif that lies on such a panel.
    pub(super) fn on(&self, panel: Panel) -> Self {
        let dark_enough = |colour: &Rgb| lightness(*colour) < 200;
        match panel {
            Panel::Body => Self {
                main: self.accent,
                accent: self.main,
                ..*self
            },
            Panel::Light => {
                let main = [self.main, self.accent]
                    .into_iter()
                    .find(dark_enough)
                    .unwrap_or(0xb5566b);
                Self {
                    main,
                    accent: if main == self.main {
                        self.accent
                    } else {
                        self.main
                    },
                    ..*self
                }
            }
            Panel::Dark => Self {
                main: LIGHT,
                accent: 0xe7b64f,
                ..*self
            },
        }
    }

    /// Art with its colour letters replaced.
    pub(super) fn paint(&self, art: &str, patterned: bool) -> String {
        let mut painted = String::with_capacity(art.len() + 64);
        let mut pieces = art.split('@');
        painted.push_str(pieces.next().unwrap_or(""));
        for piece in pieces {
            let letter = piece.chars().next().unwrap_or(' ');
            match self.colour(letter) {
                _ if letter == 'p' && patterned => painted.push_str("url(#p)"),
                colour => painted.push_str(&hex(colour)),
            }
            painted.push_str(piece.get(letter.len_utf8()..).unwrap_or(""));
        }
        painted
    }

    fn colour(&self, letter: char) -> Rgb {
        match letter {
            'a' | 'p' => self.main,
            'b' => shade(self.main),
            'c' => self.accent,
            'd' => shade(self.accent),
            'l' => LIGHT,
            'w' => 0xcb9d6c,
            'v' => 0xa67a50,
            'm' => 0xc3cacf,
            'n' => 0x929ba1,
            'g' => 0x6f9163,
            'r' => 0xc94f45,
            'o' => 0xeb9a45,
            'y' => 0xe0b354,
            _ => INK,
        }
    }

    /// The figure colour of a pattern on the main colour.
    pub(super) fn figure(&self) -> String {
        hex(if lightness(self.main) > 205 {
            self.accent
        } else {
            LIGHT
        })
    }

    pub(super) fn shade(&self) -> String {
        hex(mix(self.main, shade(self.main), 55))
    }

    pub(super) fn main(&self) -> String {
        hex(self.main)
    }

    pub(super) fn accent(&self) -> String {
        hex(self.accent)
    }

    pub(super) fn ground(&self) -> String {
        hex(self.ground)
    }

    /// The ground a little lighter: a window, a wall's stripe.
    pub(super) fn halo(&self) -> String {
        hex(mix(self.ground, LIGHT, 42))
    }

    /// The ground a little darker: a table.
    pub(super) fn table(&self) -> String {
        hex(mix(self.ground, 0x8a6a58, 20))
    }

    pub(super) fn ink(&self) -> String {
        hex(INK)
    }
}

fn channels(colour: Rgb) -> [u32; 3] {
    [colour >> 16 & 255, colour >> 8 & 255, colour & 255]
}

/// `percent` of `b` in `a`.
fn mix(a: Rgb, b: Rgb, percent: u32) -> Rgb {
    let (a, b) = (channels(a), channels(b));
    (0..3).fold(0, |colour, place| {
        (colour << 8) | ((a[place] * (100 - percent) + b[place] * percent) / 100)
    })
}

fn shade(colour: Rgb) -> Rgb {
    mix(
        colour,
        0x4a2c2a,
        if lightness(colour) > 205 { 17 } else { 24 },
    )
}

/// 0 (black) to 255 (white).
fn lightness(colour: Rgb) -> u32 {
    let [red, green, blue] = channels(colour);
    (red * 3 + green * 6 + blue) / 10
}

/// How different two colours look, roughly: 0 to 1530.
fn distance(a: Rgb, b: Rgb) -> u32 {
    let (a, b) = (channels(a), channels(b));
    a[0].abs_diff(b[0]) * 2 + a[1].abs_diff(b[1]) * 3 + a[2].abs_diff(b[2])
}

fn hex(colour: Rgb) -> String {
    format!("#{colour:06x}")
}
