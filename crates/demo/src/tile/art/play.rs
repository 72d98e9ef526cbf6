//! Play and parties.

use super::super::drawing::Object;
use super::super::drawing::Panel::{Body, Light};
use super::super::drawing::Stage::{Float, Stand};

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "PLAYING CARDS, SNAP CARDS, CARD GAME, SNAP, BINGO, TRUMPS, GAME CARDS",
        stage: Float,
        slots: &[(118, 108, 44)],
        panel: Light,
        spare: "HEART",
        art: r##"<rect x="38" y="50" width="74" height="106" rx="9" fill="@p" transform="rotate(-14 75 103)"/><rect x="46" y="58" width="58" height="90" rx="5" fill="none" stroke="@l" stroke-width="3" transform="rotate(-14 75 103)"/><rect x="80" y="54" width="76" height="108" rx="9" fill="#fffaf0" transform="rotate(5 118 108)"/><path d="M94 72h1m46 76h1" stroke="@a" stroke-width="11" stroke-linecap="round"/>"##,
    },
    Object {
        words: "JIGSAW, JIGSAWS, PUZZLE, PUZZLES, JIGSAW PUZZLES",
        stage: Float,
        slots: &[(72, 76, 34)],
        panel: Body,
        spare: "STAR",
        art: r##"<path d="M44 48h52v18q14-8 14 6t-14 6v22H78q8 14-6 14t-6-14H44z" fill="@a"/><path d="M104 48h52v52h-22q-8-14-14 0h-16V84q16 2 16-12t-16-12z" fill="@c"/><path d="M44 108h18q-2 14 10 14t10-14h14v20q14-6 14 6t-14 6v20H44z" fill="@y"/><path d="M104 108h14q2-12 9-12t9 12h20v52h-52v-16q16 0 16-12t-16-12z" fill="@g"/>"##,
    },
    Object {
        words: "DOMINOES, DOMINO, DICE, BLOCKS, BUILDING BLOCK, BLOCK, LUDO, CHESS, NOUGHTS, NAUGHTS, SNAKES, GAME, GAMES, BOARD GAME, SOLITAIRE",
        stage: Stand,
        slots: &[(70, 130, 38), (100, 74, 38)],
        panel: Light,
        spare: "STAR",
        art: r##"<path d="M40 102h60v58H40z" fill="@a"/><path d="M104 102h60v58h-60z" fill="@c"/><path d="M70 42h60v58H70z" fill="@y"/><path d="M46 108h48v46H46zm64 0h48v46h-48zM76 48h48v46H76z" fill="@l" opacity=".75"/><path d="M120 117h1m26 0h1m-28 28h1m26 0h1m-14-14h1" stroke="@k" stroke-width="9" stroke-linecap="round"/>"##,
    },
    Object {
        words: "SKITTLES, SKITTLE, CROQUET, QUOITS, HOOPLA, BALL, BALLS, BOWLING, CATCH CUP GAME",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<g id="q"><path d="M48 160q-10-32 4-58 4-8 0-18a14 14 0 1 1 24 0q-4 10 0 18 14 26 4 58z" fill="@a"/><path d="M51 92h26v8H51z" fill="@c"/><path d="M44 130h40v9H44z" fill="@l"/></g><use href="#q" x="72"/><use href="#q" x="36" y="0"/><circle cx="142" cy="140" r="20" fill="@r"/><path d="M132 132q4-6 10-6" stroke="@l" stroke-width="4" stroke-linecap="round" fill="none"/>"##,
    },
    Object {
        words: "SPINNING TOP, SPINNING TOPS, TOPS, SPINNING, YO-YO, YOYO, DRUM, TIN DRUM, WHISTLE, HARMONICA, KALEIDOSCOPE",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 34v34" stroke="@w" stroke-width="8" stroke-linecap="round"/><circle cx="100" cy="34" r="9" fill="@r"/><path d="M100 160l-12-22h24z" fill="@k"/><path d="M42 94q0-30 58-30t58 30q-6 46-58 52-52-6-58-52z" fill="@a"/><path d="M42 94q58 26 116 0l-3 13q-55 24-110 0z" fill="@y"/><path d="M54 120q46 18 92 0l-9 11q-37 12-74 0z" fill="@c"/>"##,
    },
    Object {
        words: "BALLOONS, PARTY BALLOONS, BALLOON PUMP",
        stage: Float,
        slots: &[(100, 72, 32)],
        panel: Body,
        spare: "",
        art: r##"<path d="M60 108q10 40 40 76m0-74v74m40-76q-10 40-40 76" fill="none" stroke="@k" stroke-width="2.5"/><path d="M56 52c20 0 30 14 30 28 0 18-18 28-30 30-12-2-30-12-30-30 0-14 10-28 30-28z" fill="@c"/><path d="M144 52c20 0 30 14 30 28 0 18-18 28-30 30-12-2-30-12-30-30 0-14 10-28 30-28z" fill="@y"/><path d="M100 28c24 0 37 18 37 40 0 24-22 40-37 43-15-3-37-19-37-43 0-22 13-40 37-40z" fill="@a"/><path d="M76 60q2-14 14-20M38 76q2-9 9-12m79 12q2-9 9-12" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round"/>"##,
    },
    Object {
        words: "PARTY CONES, CONES, PARTY HAT, HAT, SOMBRERO, CONFETTI, POMPOM, POPPERS",
        stage: Stand,
        slots: &[(100, 122, 36)],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 42l46 114q-46 14-92 0z" fill="@p"/><path d="M54 156q46 14 92 0l-4-11q-42 13-84 0z" fill="@c"/><circle cx="100" cy="40" r="14" fill="@c"/><path d="M44 60h1m20-20h1m70 0h1m18 24h1M36 100h1m126 4h1" stroke="@y" stroke-width="8" stroke-linecap="round"/>"##,
    },
    Object {
        words: "TOY, TOYS, SOFT TOY, PUPPET, PUPPETS, TEDDY, FINGER PUPPET, RAG DOLL, FANCY DRESS, BABY GIFT, RATTLE, BABY",
        stage: Stand,
        slots: &[(100, 74, 76)],
        panel: Light,
        spare: "TEDDY",
        art: r##"<ellipse cx="100" cy="132" rx="36" ry="30" fill="@a"/><ellipse cx="62" cy="122" rx="14" ry="20" fill="@b" transform="rotate(30 62 122)"/><ellipse cx="138" cy="122" rx="14" ry="20" fill="@b" transform="rotate(-30 138 122)"/><ellipse cx="72" cy="152" rx="20" ry="10" fill="@b"/><ellipse cx="128" cy="152" rx="20" ry="10" fill="@b"/><ellipse cx="100" cy="136" rx="20" ry="18" fill="@l"/><path d="M84 108h32l-7 8 7 8H84l7-8z" fill="@c"/>"##,
    },
    Object {
        words: "RADIO, IPOD, RECORD, MUSIC, HEADPHONES, CALCULATOR, TAPE DISPENSER, CAMERA",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M70 76q-4-34 30-34t30 34" fill="none" stroke="@d" stroke-width="7"/><rect x="36" y="74" width="128" height="82" rx="16" fill="@p"/><circle cx="74" cy="116" r="27" fill="@l"/><circle cx="74" cy="116" r="19" fill="none" stroke="@k" stroke-width="4" stroke-dasharray="3 4"/><circle cx="74" cy="116" r="9" fill="@k"/><rect x="114" y="90" width="38" height="20" rx="5" fill="@l"/><circle cx="122" cy="132" r="9" fill="@c"/><circle cx="146" cy="132" r="9" fill="@c"/><path d="M50 156h12v6H50zm88 0h12v6h-12z" fill="@k"/>"##,
    },
];
