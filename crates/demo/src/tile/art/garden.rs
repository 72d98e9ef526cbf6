//! The garden, vases and bunches.

use super::super::drawing::Object;
use super::super::drawing::Panel::{Body, Light};
use super::super::drawing::Stage::{Float, Stand};

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "WATERING CAN, WATERING",
        stage: Stand,
        slots: &[(110, 124, 42)],
        panel: Body,
        spare: "",
        art: r##"<path d="M78 128L38 84l10-8 36 26z" fill="@b"/><path d="M24 82l22-20 12 12-22 20z" fill="@c"/><path d="M26 98h1m-10 14h1m16-2h1m-8 16h1" stroke="#8fb7c9" stroke-width="6" stroke-linecap="round"/><path d="M86 90q0-46 36-46t36 60q0 24-14 30" fill="none" stroke="@d" stroke-width="8"/><path d="M74 90h72l6 62q1 8-7 8H75q-8 0-7-8z" fill="@p"/><path d="M72 86h76v11H72z" fill="@c"/>"##,
    },
    Object {
        words: "PLANT POT, FLOWER POT, POT, POTS, PLANTER, PLANTERS, FLOWERPOT, GROW YOUR OWN, GROW, PLANT, HERB POT, TERRACOTTA, HERB, HERBS, SEEDS, PLANT HOLDER, WALL PLANTER, HYACINTH, CACTUS, ARTIFICIAL FLOWER PLANT",
        stage: Stand,
        slots: &[(100, 136, 34)],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 106V52M100 92Q62 92 54 58q40-4 46 34zm0-10q38 0 46-34-40-4-46 34z" fill="@g" stroke="@g" stroke-width="5"/><path d="M100 60q-20-14-8-34 22 10 8 34z" fill="#85a874"/><path d="M62 112h76l-9 48H71z" fill="@p"/><path d="M56 100h88v16H56z" fill="@b"/>"##,
    },
    Object {
        words: "BIRDHOUSE, BIRD HOUSE, BIRD FEEDER, FEEDER, BIRD TABLE, HUT, NEST, BIRD BATH, INSECT HOUSE",
        stage: Float,
        slots: &[(100, 138, 24)],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 0v40" stroke="@v" stroke-width="4"/><path d="M60 86l40-42 40 42v74H60z" fill="@p"/><path d="M100 34l56 56-9 10-47-48-47 48-9-10z" fill="@c"/><circle cx="100" cy="98" r="17" fill="@k"/><path d="M98 118h4v18h-4z" fill="@w"/><path d="M54 156h92v9H54z" fill="@v"/>"##,
    },
    Object {
        words: "BIRD CAGE, BIRDCAGE, CAGE",
        stage: Stand,
        slots: &[(100, 118, 48)],
        panel: Light,
        spare: "BIRD",
        art: r##"<circle cx="100" cy="32" r="9" fill="none" stroke="@a" stroke-width="5"/><path d="M54 150V92q0-50 46-50t46 50v58M74 150V92q0-34 26-50 26 16 26 50v58M100 42v18m0 82v8" fill="none" stroke="@a" stroke-width="4.5"/><path d="M54 92h92" stroke="@a" stroke-width="5"/><path d="M46 148h108v12H46z" fill="@b"/>"##,
    },
    Object {
        words: "TROWEL, GARDEN FORK, RAKE, GARDEN SPADE, GARDEN TOOL, GARDENING SET, BEACH SPADE, GARDEN BRUSH, GARDEN TROWEL, TOOL SET, SCREWDRIVER, CHILD'S GARDEN",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M58 86q-6-40 14-50 20 10 14 50z" fill="@m"/><path d="M68 84h8v24h-8z" fill="@n"/><path d="M112 84V40h7v34h7V38h8v36h7V40h7v44q-2 12-14 12h-8q-14 0-14-12z" fill="@m"/><path d="M126 94h8v16h-8z" fill="@n"/><rect x="62" y="104" width="20" height="58" rx="9" fill="@p"/><rect x="120" y="106" width="20" height="58" rx="9" fill="@p"/><circle cx="72" cy="152" r="4" fill="@l"/><circle cx="130" cy="154" r="4" fill="@l"/>"##,
    },
    Object {
        words: "WIND CHIME, WINDCHIME, WINDCHIMES, CHIME, DREAM CATCHER, DREAMCATCHER, WIND SPINNER, SUNCATCHER",
        stage: Float,
        slots: &[(100, 60, 56)],
        panel: Light,
        spare: "STAR",
        art: r##"<path d="M100 0v40M64 98v16m24-16v10m24-10v18m24-18v12" stroke="@k" stroke-width="2.5"/><path d="M48 86h104v14H48z" fill="@w"/><path d="M58 112h12v50H58zm24-4h12v66H82zm24 8h12v44h-12zm24-6h12v58h-12z" fill="@m"/><path d="M58 112h4v50h-4zm24-4h4v66h-4zm24 8h4v44h-4zm24-6h4v58h-4z" fill="@n"/>"##,
    },
    Object {
        words: "ARTIFICIAL FLOWER, FLOWER STEM, BUNCH, BOUQUET, POSY, SPRAY, FLOWER SPRAY, VASE OF, DRIED FLOWERS, GARDEN FLOWERS",
        stage: Stand,
        slots: &[(66, 66, 48), (134, 66, 48), (100, 44, 52)],
        panel: Light,
        spare: "DAISY",
        art: r##"<path d="M66 74q6 28 26 40m42-40q-6 28-26 40M100 52v60M92 96q-26 0-30-20 24-2 30 20zm18-4q22 0 28-20-26 0-28 20z" fill="@g" stroke="@g" stroke-width="4.5"/><path d="M78 104h44q-4 12 6 24 12 32-12 32H84q-24 0-12-32 10-12 6-24z" fill="@l"/><path d="M69 134q31 12 62 0v9q-31 11-62 0z" fill="@c"/>"##,
    },
    Object {
        words: "WINDMILL, WINDMILLS, KITE, HELICOPTER TOY",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M97 92h6v96h-6z" fill="@w"/><path d="M100 84L54 66q-4-30 24-34zM100 84l18-46q30-4 34 24zM100 84l46 18q4 30-24 34zM100 84l-18 46q-30 4-34-24z" fill="@a"/><path d="M100 84L78 32q20-4 22 52zM100 84l52-22q4 20-52 22zM100 84l22 52q-20 4-22-52zM100 84l-52 22q-4-20 52-22z" fill="@c"/><circle cx="100" cy="84" r="8" fill="@y"/>"##,
    },
];
