//! Jewellery and hair.

use super::super::drawing::Object;
use super::super::drawing::Panel::{Body, Light};
use super::super::drawing::Stage::Float;

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "NECKLACE, NECKLACES, PENDANT, CHOKER, LARIAT, BEADS, BEAD NECKLACE",
        stage: Float,
        slots: &[(100, 146, 34)],
        panel: Light,
        spare: "DROP",
        art: r##"<path d="M44 30c0 64 22 92 56 92s56-28 56-92" fill="none" stroke="@c" stroke-width="2.5"/><path d="M44 30c0 64 22 92 56 92s56-28 56-92" fill="none" stroke="@a" stroke-width="13" stroke-dasharray="0 16.4" stroke-linecap="round"/><path d="M44 30c0 64 22 92 56 92s56-28 56-92" fill="none" stroke="@l" stroke-width="3.5" stroke-dasharray="0 16.4" stroke-dashoffset="1.5" stroke-linecap="round"/><circle cx="100" cy="128" r="6" fill="@y"/>"##,
    },
    Object {
        words: "BRACELET, BRACELETS, BANGLE, BANGLES, ANKLET, WRISTBAND, CHARM BRACELET",
        stage: Float,
        slots: &[(100, 160, 32)],
        panel: Light,
        spare: "HEART",
        art: r##"<ellipse cx="100" cy="96" rx="58" ry="46" fill="none" stroke="@c" stroke-width="3"/><ellipse cx="100" cy="96" rx="58" ry="46" fill="none" stroke="@a" stroke-width="17" stroke-dasharray="0 20.46" stroke-linecap="round"/><ellipse cx="100" cy="96" rx="58" ry="46" fill="none" stroke="@l" stroke-width="4" stroke-dasharray="0 20.46" stroke-dashoffset="2" stroke-linecap="round"/><circle cx="100" cy="146" r="5" fill="none" stroke="@y" stroke-width="3"/>"##,
    },
    Object {
        words: "EARRINGS, EARRING, DROP EARRINGS, HOOP EARRINGS",
        stage: Float,
        slots: &[(64, 132, 42), (136, 132, 42)],
        panel: Light,
        spare: "DROP",
        art: r##"<path d="M64 88V62q0-22 18-22 14 0 14 16m40 32V62q0-22 18-22 14 0 14 16" fill="none" stroke="@y" stroke-width="5" stroke-linecap="round"/><circle cx="64" cy="96" r="13" fill="@a"/><circle cx="136" cy="96" r="13" fill="@a"/><circle cx="60" cy="92" r="3.5" fill="@l"/><circle cx="132" cy="92" r="3.5" fill="@l"/>"##,
    },
    Object {
        words: "RING, RINGS, DIAMANTE RING, DIAMANTÉ RING, NAPKIN RING",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<circle cx="100" cy="124" r="38" fill="none" stroke="@y" stroke-width="11"/><path d="M72 48h56l18 20-46 42-46-42z" fill="@a"/><path d="M72 48l-18 20h92l-18-20-14 20-14-20-14 20z" fill="@l" opacity=".45"/><path d="M86 68l14 42 14-42" fill="none" stroke="@l" stroke-width="2.5" opacity=".8"/><path d="M156 40l4 10 10 4-10 4-4 10-4-10-10-4 10-4z" fill="@l"/>"##,
    },
    Object {
        words: "HAIR CLIP, HAIRCLIP, HAIRCLIPS, HAIR COMB, HAIRCOMB, HAIRSLIDE, HAIRSLIDES, HAIR SLIDE, HAIR GRIP, HAIRGRIP, HAIRBAND, HAIR BAND, HAIR, HAIR TIE, SLIDE, SLIDES, HAIRBRUSH, COMB, BROOCH, BROOCHES, HAIR CLIPS, HAIR BOBBLES",
        stage: Float,
        slots: &[(100, 96, 84)],
        panel: Body,
        spare: "BOW",
        art: r##"<path d="M28 116q72-22 144 0" fill="none" stroke="@y" stroke-width="11" stroke-linecap="round"/><path d="M44 122v26m16-30v28m80-28v28m16-24v26" stroke="@y" stroke-width="5" stroke-linecap="round"/><circle cx="46" cy="110" r="9" fill="@c"/><circle cx="154" cy="110" r="9" fill="@c"/>"##,
    },
    Object {
        words: "SUNGLASSES, PARTY SUNGLASSES, EAR MUFF",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M28 92h144" stroke="@a" stroke-width="9"/><path d="M32 88h56q2 48-30 48T32 88zm80 0h56q6 48-26 48t-30-48z" fill="@k"/><path d="M32 88h56q2 48-30 48T32 88zm80 0h56q6 48-26 48t-30-48z" fill="none" stroke="@p" stroke-width="8"/><path d="M44 100l18-4m62 4 18-4" stroke="@l" stroke-width="5" stroke-linecap="round" opacity=".7"/>"##,
    },
    Object {
        words: "FAN, FANS, SILK FAN",
        stage: Float,
        slots: &[(100, 84, 34)],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 158L26 92q74-82 148 0z" fill="@p"/><path d="M100 158L26 92m74 66L50 72m50 86L82 58m18 100 18-100m-18 100 50-86m-50 86 74-66" stroke="@b" stroke-width="3"/><path d="M26 92q74-82 148 0l-8 8Q100 34 34 100z" fill="@c"/><circle cx="100" cy="156" r="8" fill="@y"/>"##,
    },
];
