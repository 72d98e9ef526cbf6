//! Paper and craft: cards, wrap, ribbon, notebooks, pencils, thread.

use super::super::drawing::Object;
use super::super::drawing::Panel::{Body, Light};
use super::super::drawing::Stage::{Float, Stand};

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "NOTEBOOK, NOTEBOOKS, SHOPPING LIST, NEWSPAPER, BOOK, BOOKS, JOURNAL, DIARY, SKETCHBOOK, ALBUM, PHOTO ALBUM, ADDRESS BOOK, SCRAPBOOK, CALENDAR, POCKET BOOK, RING BINDER, FOLDER, NOTEPAD, WRITING SET, ORGANISER, PASSPORT COVER, BOOK COVER, FILE",
        stage: Float,
        slots: &[(108, 102, 52)],
        panel: Body,
        spare: "",
        art: r##"<rect x="54" y="44" width="100" height="120" rx="9" fill="@d"/><rect x="56" y="44" width="94" height="114" rx="6" fill="#fffaf0"/><rect x="50" y="40" width="98" height="116" rx="9" fill="@p"/><path d="M59 40h11v116H59q-9 0-9-9V49q0-9 9-9z" fill="@b"/><path d="M136 40v116" stroke="@c" stroke-width="5"/><path d="M92 156v20l6-6 6 6v-20z" fill="@r"/>"##,
    },
    Object {
        words: "CARD, CARDS, GREETING CARD, BIRTHDAY CARD, POSTCARD, POSTCARDS, INVITES, INVITATIONS, NOTELETS, MESSAGE CARDS, ENVELOPES, ENVELOPE, STATIONERY, PLACE CARD, NOTES",
        stage: Float,
        slots: &[(94, 96, 56)],
        panel: Light,
        spare: "DAISY",
        art: r##"<path d="M66 88h108v76H66z" fill="@c"/><path d="M66 88l54 46 54-46" fill="none" stroke="@d" stroke-width="4"/><path d="M50 36h88v116H50z" fill="#fffaf0"/><path d="M56 42h76v104H56z" fill="none" stroke="@a" stroke-width="3"/><path d="M78 134h32" stroke="@a" stroke-width="4" stroke-linecap="round"/>"##,
    },
    Object {
        words: "WRAP, GIFT WRAP, GIFT WRAPS, WRAPS, WRAPPING PAPER, WRAPPING, ROLL WRAP, TISSUE PAPER, CREPE PAPER, PAPER",
        stage: Float,
        slots: &[(72, 76, 36), (128, 76, 36), (100, 110, 36), (72, 144, 36)],
        panel: Body,
        spare: "DAISY",
        art: r##"<path d="M40 46h120v84l-34 34H40z" fill="@p"/><path d="M160 130h-26q-8 0-8 8v26z" fill="@b"/><rect x="34" y="36" width="132" height="20" rx="10" fill="@b"/><ellipse cx="42" cy="46" rx="5" ry="7" fill="@l"/>"##,
    },
    Object {
        words: "RIBBON, RIBBONS, SKIPPING ROPE, ROPE, RIBBON REEL, REEL, TAPE, GIFT TAPE, TAPES, TWINE, STRING, STICKY TAPE, TAPE MEASURE",
        stage: Stand,
        slots: &[(96, 106, 34)],
        panel: Body,
        spare: "",
        art: r##"<path d="M124 124q20 14 36 4t16 26l-12-4-6 10q0-16-10-14-22 4-40-10z" fill="@b"/><rect x="54" y="70" width="84" height="76" fill="@p"/><path d="M54 82h84m-84 48h84" stroke="@b" stroke-width="3"/><ellipse cx="96" cy="66" rx="54" ry="15" fill="@w"/><ellipse cx="96" cy="65" rx="15" ry="5" fill="@v"/><path d="M42 146q54 24 108 0v6q-54 26-108 0z" fill="@v"/><path d="M42 146q54-20 108 0-54 22-108 0z" fill="@w"/>"##,
    },
    Object {
        words: "GIFT BAG, PAPER BAG, PARTY BAG, PARTY BAGS, GIFT BAGS, CARRIER",
        stage: Stand,
        slots: &[(100, 120, 48)],
        panel: Body,
        spare: "",
        art: r##"<path d="M68 76l10-26 12 14 12-20 12 18 12-10 8 24z" fill="@l"/><path d="M80 82q0-34 20-34t20 34" fill="none" stroke="@d" stroke-width="4.5"/><path d="M54 74h92v86H54z" fill="@p"/><path d="M128 74h18v86h-18z" fill="@b" opacity=".5"/><path d="M54 74h92v8H54z" fill="@b"/>"##,
    },
    Object {
        words: "GIFT TAG, GIFT TAGS, TAG, TAGS, LUGGAGE TAG, LABEL, LABELS, PRICE TAG, BOOKMARK, BOOK MARK",
        stage: Float,
        slots: &[(100, 118, 48)],
        panel: Body,
        spare: "HEART",
        art: r##"<path d="M100 62Q90 20 130 14" fill="none" stroke="@c" stroke-width="4.5" stroke-linecap="round"/><path d="M74 44h52l24 26v82q0 10-10 10H60q-10 0-10-10V70z" fill="@p"/><path d="M76 52h48l18 20v74q0 8-8 8H66q-8 0-8-8V72z" fill="none" stroke="@l" stroke-width="2.5" opacity=".8"/><circle cx="100" cy="66" r="11" fill="@y"/><circle cx="100" cy="66" r="6" fill="@k"/>"##,
    },
    Object {
        words: "STICKER, STICKERS, STICKER SHEET, TATTOO, TATTOOS, STAMP, STAMPS, STENCIL, STENCILS, TRANSFERS, WALL STICKERS",
        stage: Float,
        slots: &[(74, 76, 46), (128, 76, 38), (74, 132, 38), (128, 132, 46)],
        panel: Light,
        spare: "STAR",
        art: r##"<path d="M42 42h116v104l-20 20H42z" fill="#fffaf0"/><path d="M158 146h-12q-8 0-8 8v12z" fill="#e8dcc8"/><path d="M100 48v112M48 104h104" stroke="@a" stroke-width="2" stroke-dasharray="4 5" opacity=".7"/>"##,
    },
    Object {
        words: "PENCIL, PENCILS, CLAY, PEN, PENS, CRAYONS, HIGHLIGHTER, ERASER, ERASERS, RUBBER, RUBBERS, SHARPENER, RULER, COLOURING PENCILS, PENCILS TUBE, PAINT, PAINTING, COLOURING, MARKERS, CHALK, CHALKS",
        stage: Stand,
        slots: &[(100, 128, 42)],
        panel: Body,
        spare: "",
        art: r##"<path d="M66 100V58l7-16 7 16v42z" fill="@r"/><path d="M86 100V46l7-16 7 16v54z" fill="@y"/><path d="M106 100V54l7-16 7 16v46z" fill="@g"/><path d="M124 100V62l7-16 7 16v38z" fill="#5d8db0"/><path d="M66 58l7-16 7 16zm20-12 7-16 7 16zm20 8 7-16 7 16zm18 8 7-16 7 16z" fill="#f3d9b4"/><path d="M70 49l3-7 3 7zm20-12 3-7 3 7zm20 8 3-7 3 7zm18 8 3-7 3 7z" fill="@k"/><path d="M56 92h88v62q0 6-6 6H62q-6 0-6-6z" fill="@p"/><path d="M52 88h96v12H52z" fill="@c"/>"##,
    },
    Object {
        words: "SEWING KIT, SEWING, KNITTING, WOOL, YARN, THREAD, NEEDLE, CROCHET HOOK, STITCH, FELTCRAFT, CROSS STITCH, KNITTING KIT, CRAFT KIT, KIT, CRAFT, NEEDLES",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<circle cx="88" cy="112" r="48" fill="@p"/><path d="M48 88q40-10 80 0M42 106q46-12 92 0m-92 20q46 12 90 0M72 66q-20 40 0 92m28-92q22 40 2 92" fill="none" stroke="@b" stroke-width="4"/><path d="M58 58l84 96M156 62L74 152" stroke="@w" stroke-width="6" stroke-linecap="round"/><circle cx="56" cy="56" r="8" fill="@c"/><circle cx="158" cy="60" r="8" fill="@c"/><path d="M118 152q30 14 56-2" fill="none" stroke="@a" stroke-width="4.5" stroke-linecap="round"/>"##,
    },
    Object {
        words: "SCISSOR, SCISSORS, SECATEURS",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M96 106l36-72q10 6 4 20l-26 60zM104 106L68 34q-10 6-4 20l26 60z" fill="@m"/><circle cx="72" cy="142" r="18" fill="none" stroke="@p" stroke-width="11"/><circle cx="128" cy="142" r="18" fill="none" stroke="@p" stroke-width="11"/><path d="M84 130l18-26m14 26-18-26" stroke="@b" stroke-width="9"/><circle cx="100" cy="106" r="5" fill="@k"/>"##,
    },
    Object {
        words: "PAPERWEIGHT, SNOW GLOBE, GLASS BALL, MARBLES, MARBLE",
        stage: Stand,
        slots: &[(100, 98, 48)],
        panel: Light,
        spare: "DAISY",
        art: r##"<circle cx="100" cy="98" r="54" fill="#dfeced"/><circle cx="100" cy="98" r="54" fill="@a" opacity=".22"/><path d="M64 84q8-24 30-28" stroke="#fff" stroke-width="7" stroke-linecap="round" fill="none"/><path d="M60 142h80l8 18H52z" fill="@w"/>"##,
    },
    Object {
        words: "PEGS, PEG, DOLLY PEGS, CLIPS, PEG BAG, WASHING LINE, PAPERCLIP",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M0 74q100 20 200 0" stroke="@k" stroke-width="3" fill="none"/><g id="q"><path d="M48 56q0-8 9-8t9 8v62q0 6-5 6-4 0-4-6V96h-1v22q0 6-4 6-4 0-4-6z" fill="@p"/><circle cx="57" cy="48" r="10" fill="@w"/></g><use href="#q" x="42" y="6"/><use href="#q" x="86"/>"##,
    },
];
