//! Motifs that people made: crowns, rockets, flags, trains.

use super::super::drawing::Motif;

pub(super) const MOTIFS: &[Motif] = &[
    Motif {
        words: "UNION JACK, UNION FLAG, LONDON, ENGLAND, FLAG, UNION, BRITISH, JUBILEE",
        art: r##"<path d="M-48-32h96v64h-96z" fill="#33548a"/><path d="M-48-32l96 64m0-64-96 64" stroke="#f7f1e6" stroke-width="13"/><path d="M-48-32l96 64m0-64-96 64" stroke="#c6473f" stroke-width="5"/><path d="M0-32v64M-48 0h96" stroke="#f7f1e6" stroke-width="20"/><path d="M0-32v64M-48 0h96" stroke="#c6473f" stroke-width="11"/>"##,
    },
    Motif {
        words: "CROWN, QUEEN, REGENCY, ROYAL, CORONATION, TIARA, TIARAS, PRINCESS, EMPIRE, BAROQUE, EDWARDIAN, VICTORIAN, KEEP CALM",
        art: r##"<path d="M-42 30l-6-56 26 22L0-38 22-4l26-22-6 56z" fill="@y"/><path d="M-42 30h84v12h-84z" fill="@a"/><circle cx="-48" cy="-28" r="6" fill="@a"/><circle cy="-40" r="7" fill="@a"/><circle cx="48" cy="-28" r="6" fill="@a"/><circle cy="14" r="7" fill="@c"/><circle cx="-24" cy="16" r="5" fill="@l"/><circle cx="24" cy="16" r="5" fill="@l"/>"##,
    },
    Motif {
        words: "SPACEBOY, ROCKET, SPACE, SPACEMAN, CADET, ASTRONAUT, PLANET",
        art: r##"<path d="M-22 6q-20 6-20 30 14-8 24-8zM22 6q20 6 20 30-14-8-24-8z" fill="@c"/><path d="M0-50c22 18 30 44 20 78h-40C-30-6-22-32 0-50z" fill="@a"/><circle cy="-8" r="12" fill="@l"/><circle cy="-8" r="7" fill="#7fb0c9"/><path d="M-10 30h20L0 50z" fill="@o"/>"##,
    },
    Motif {
        words: "CAR, BUS, CAMPER, VAN, MOTORING, TAXI, CAB, TRAFFIC, RACING, TRACTOR, BEETLE CAR, CARAVAN",
        art: r##"<path d="M-48 24V4q0-6 6-8l14-4 12-20q2-4 8-4h22q6 0 10 6l12 18 8 4q6 4 6 10v16z" fill="@a"/><path d="M-18-8l10-16H4v16zm30 0v-16h8l10 16z" fill="#dcebee"/><circle cx="-24" cy="24" r="13" fill="@k"/><circle cx="26" cy="24" r="13" fill="@k"/><circle cx="-24" cy="24" r="5" fill="@l"/><circle cx="26" cy="24" r="5" fill="@l"/><path d="M-48 8h96" stroke="@c" stroke-width="4"/>"##,
    },
    Motif {
        words: "TRAIN, ENGINE, RAILWAY, STATION, UNDERGROUND",
        art: r##"<path d="M-44-34h34v50h-34z" fill="@a"/><path d="M-36-26h18v18h-18z" fill="#dcebee"/><path d="M-10-10h40q10 0 10 14v12h-50z" fill="@c"/><path d="M14-34h14l-3 24h-8z" fill="@k"/><path d="M-48 16h96v8h-96z" fill="@k"/><circle cx="-30" cy="30" r="14" fill="@r"/><circle cx="8" cy="32" r="11" fill="@r"/><circle cx="34" cy="32" r="11" fill="@r"/><circle cx="-30" cy="30" r="5" fill="@l"/><circle cx="8" cy="32" r="4" fill="@l"/><circle cx="34" cy="32" r="4" fill="@l"/>"##,
    },
    Motif {
        words: "PLANE, AIRLINE, JET, AIRMAIL, HELICOPTER, GLIDER, GLIDERS, FLYING, AEROPLANE, TRAVEL",
        art: r##"<path d="M-46 6l8-20h8l8 14 26-2L-8-36H6l28 34q16 0 16 8t-16 8L6 40H-8L4 12l-26-2-8 10h-8z" fill="@a"/><path d="M-18 4h44" stroke="@c" stroke-width="5" stroke-dasharray="0 10" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "BOAT, SAILOR, SHIP, REGATTA, NAUTICAL, ANCHOR, YACHT, HARBOUR, LIGHTHOUSE",
        art: r##"<path d="M-46 20h92q-6 24-24 24h-44q-18 0-24-24z" fill="@a"/><path d="M-2-48h5v66h-5z" fill="@w"/><path d="M6-44q34 24 36 56H6z" fill="@l"/><path d="M-6-34v46h-32q4-26 32-46z" fill="@c"/><path d="M-40 30h80" stroke="@l" stroke-width="4"/>"##,
    },
    Motif {
        words: "BICYCLE, BIKE, PENNY FARTHING, CYCLE, SCOOTER",
        art: r##"<circle cx="-26" cy="18" r="21" fill="none" stroke="@k" stroke-width="5"/><circle cx="26" cy="18" r="21" fill="none" stroke="@k" stroke-width="5"/><path d="M-26 18l14-32h28L0 18h-26M0 18l-14-38m40 38L16-22l-4-10h12M-22-20h16" fill="none" stroke="@a" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>"##,
    },
    Motif {
        words: "CIRCUS, PARADE, CARNIVAL, TENT, FAIR, CLOWN",
        art: r##"<path d="M-40-2h80l4 46h-88z" fill="@l"/><path d="M-40-2l-4 46h22l2-46zm33 0-3 46h20L7-2zm27 0 2 46h22l-4-46z" fill="@r"/><path d="M0-36q6 26 46 34-8 10-18 0-8 10-18 0-8 10-20 0-10 10-18 0-10 10-18 0Q-6-10 0-36z" fill="@a"/><path d="M0-50v16" stroke="@k" stroke-width="3"/><path d="M0-50l18 6-18 6z" fill="@y"/>"##,
    },
    Motif {
        words: "HOUSE, HOME, COTTAGE, CHALET, VILLAGE, SHED, PLAYHOUSE, VILLA, CHATEAU, TOWN, SWEET HOME",
        art: r##"<path d="M-36-4h72v48h-72z" fill="@a"/><path d="M-48-2L0-44 48-2z" fill="@c"/><path d="M18-38h10v18l-10-9z" fill="@c"/><path d="M-8 16H8v28H-8z" fill="@w"/><path d="M-28 8h14v14h-14zm42 0h14v14H14z" fill="@l"/><path d="M0-14c-13-8-7-17 0-11 7-6 13 3 0 11z" fill="@l"/>"##,
    },
    Motif {
        words: "CUPCAKE, CUPCAKES, FAIRY CAKE, FAIRY CAKES, CAKE, CAKES, PUDDING, PUDDINGS, DOUGHNUTS, SWEETIE, SWEET, ICE CREAM",
        art: r##"<path d="M-30 6h60l-9 40h-42z" fill="@c"/><path d="M-14 8l4 38M2 8v38m14-38-4 38" stroke="@l" stroke-width="3.5"/><path d="M-36 8q-6-16 10-20-2-18 18-20Q-4-44 4-38q24 2 22 24 18 6 12 22-38 10-74 0z" fill="@a"/><circle cx="2" cy="-40" r="8" fill="@r"/><path d="M-16-8h1m14-8h1m12 10h1" stroke="@l" stroke-width="6" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "TEA, TEATIME, TEACUP, CAFE, CAFÉ, COFFEE, BREAKFAST",
        art: r##"<path d="M26-4q24-6 20 16-4 14-26 12" fill="none" stroke="@a" stroke-width="7"/><path d="M-38-12h68q0 48-34 48t-34-48z" fill="@a"/><path d="M-38-12h68v9h-68z" fill="@c"/><path d="M-44 40h80" stroke="@c" stroke-width="7" stroke-linecap="round"/><path d="M-14-22q-6-8 0-14t0-12m16 26q-6-8 0-14t0-12" fill="none" stroke="@l" stroke-width="4" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "BALLOON, BALLOONS, BIRTHDAY, PARTY",
        art: r##"<path d="M0 22q-10 12 0 26" fill="none" stroke="@k" stroke-width="2.5"/><path d="M0-48c22 0 34 16 34 34C34 6 12 20 0 24-12 20-34 6-34-14c0-18 12-34 34-34z" fill="@a"/><path d="M-5 30L0 22l5 8z" fill="@a"/><path d="M-20-16q0-14 12-20" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "BOW, BOWS, PARCEL, PRESENT",
        art: r##"<path d="M-4 4l-18 40 12-4 8 10L2 8zM4 4l18 40-12-4-8 10-4-42z" fill="@b"/><path d="M0 0C-20-34-52-30-46 0s30 20 46 0zM0 0c20-34 52-30 46 0S16 20 0 0z" fill="@a"/><circle r="10" fill="@c"/>"##,
    },
    Motif {
        words: "BUTTONS, BUTTON",
        art: r##"<circle r="44" fill="@a"/><circle r="33" fill="none" stroke="@b" stroke-width="5"/><path d="M-11-11h1m20 0h1M-11 11h1m20 0h1" stroke="@l" stroke-width="11" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "CROSS, BUDDHA, BUDAH, LOTUS, ORIENTAL, CHINESE, JAPANESE",
        art: r##"<path d="M0-34q20 24 0 62-20-38 0-62z" fill="@a"/><path d="M-4 30Q-38 22-38-14-12-8-4 30zM4 30Q38 22 38-14 12-8 4 30z" fill="@c"/><path d="M-2 34Q-40 42-50 14-20 10-2 34zm4 0Q40 42 50 14 20 10 2 34z" fill="@b"/>"##,
    },
    Motif {
        words: "DROP, TEARDROP, JEWEL, JEWELLED, CRYSTAL, GEMSTONE, DIAMOND",
        art: r##"<path d="M0-46c26 36 32 48 32 60 0 18-14 32-32 32s-32-14-32-32c0-12 6-24 32-60z" fill="@a"/><path d="M-16 14q0 16 14 18" fill="none" stroke="@l" stroke-width="6" stroke-linecap="round" opacity=".8"/>"##,
    },
];
