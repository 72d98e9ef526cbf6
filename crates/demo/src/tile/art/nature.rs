//! Motifs that grow, hang or shine: flowers, fruit, hearts, stars.

use super::super::drawing::Motif;

pub(super) const MOTIFS: &[Motif] = &[
    Motif {
        words: "HEART, HEARTS, LOVE, VALENTINE, VALENTINES, SWEETHEART, LOVES, CUPID",
        art: r##"<path d="M0 44C-76-4-42-58 0-22 42-58 76-4 0 44z" fill="@a"/><path d="M-28-26q-14 8-8 26" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round" opacity=".7"/>"##,
    },
    Motif {
        words: "STAR, STARS, STARRY, COWBOY, COWBOYS, MAGIC",
        art: r##"<path d="M0-48l14 32 35 3-27 23 9 35L0 26l-31 19 9-35-27-23 35-3z" fill="@a" stroke="@a" stroke-width="5" stroke-linejoin="round"/><path d="M0-48v74L-31 45l9-35-27-23 35-3z" fill="@b" opacity=".45"/>"##,
    },
    Motif {
        words: "ROSE, ROSES, ROSEBUD, ROSETTE, ROSEBUDS, CARNATION",
        art: r##"<path d="M-16 22q-30 2-34 26 28 4 36-18zM16 22q30 2 34 26-28 4-36-18z" fill="@g"/><circle cy="-6" r="38" fill="@a"/><path d="M-6-8a9 9 0 1 1 12 8c-18 6-32-8-27-23C-14-42 18-46 28-24c8 20-6 42-30 42-12 0-22-6-27-16" fill="none" stroke="@b" stroke-width="5.5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "DAISY, DAISIES, FLOWER, FLOWERS, FLORAL, FLORA, BLOOM, GERBERA, SUNFLOWER, PEONY, POSY, POSIES, FLOWERY, HYACINTH, ALLIUM, FRANGIPANI, LILY, POPPY, PANSY, CORSAGE, FLOWERPOT",
        art: r##"<circle r="27" fill="none" stroke="@a" stroke-width="32" stroke-dasharray="0 28.27" stroke-linecap="round"/><circle r="15" fill="@c"/><circle r="7" fill="@y"/>"##,
    },
    Motif {
        words: "BLOSSOM, CHERRY BLOSSOM, ORCHID, VIOLET, JARDIN, MEADOW, GARDENIA, JASMINE, HYDRANGEA, SPRING, GARDEN, BOTANICAL, FOLKART, BOUQUET, SPRAY, BUNCH",
        art: r##"<path d="M0 48Q-4 10 0-8M-2 30Q-30 30-34 8-8 8-2 30zM1 22Q26 22 34 0 8 0 1 22z" fill="@g" stroke="@g" stroke-width="4"/><g transform="translate(0-20)scale(.72)"><circle r="25" fill="none" stroke="@a" stroke-width="32" stroke-dasharray="0 31.4" stroke-linecap="round"/><circle r="13" fill="@y"/></g><circle cx="-30" cy="-4" r="9" fill="@c"/><circle cx="32" cy="-12" r="9" fill="@c"/>"##,
    },
    Motif {
        words: "LEAF, LEAVES, FERN, IVY, OAK, FEATHER, FEATHERS, PEACOCK, HERB, HERBS",
        art: r##"<path d="M-34 44C-50-10-10-48 42-46 46 6 14 46-26 34z" fill="@a"/><path d="M-40 48Q-6 8 28-32M-18 24l-4-26m20 8-2-28M-10 16l26 4M8-4l22 2" fill="none" stroke="@l" stroke-width="3.5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "LAVENDER, WHEAT, SPRIG, THYME",
        art: r##"<path d="M0 48V-20M0 48q-14-30-22-52M0 48q14-30 22-52" fill="none" stroke="@g" stroke-width="4"/><path d="M0-46V-4M-32-28l9 28M32-28l-9 28" stroke="@a" stroke-width="14" stroke-dasharray="0 9.5" stroke-linecap="round"/><path d="M-12 26h24" stroke="@c" stroke-width="6" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "APPLE, APPLES, FRUIT, FRUITS, FRUTTI, PEACH",
        art: r##"<path d="M0-20c-30-18-50 6-44 32 6 24 26 38 44 28 18 10 38-4 44-28 6-26-14-50-44-32z" fill="@a"/><path d="M0-18q-2-14 8-24" fill="none" stroke="@w" stroke-width="5" stroke-linecap="round"/><path d="M6-30q10-20 32-16-4 20-32 16z" fill="@g"/><path d="M-30-2q-4 14 4 24" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round" opacity=".7"/>"##,
    },
    Motif {
        words: "PEAR, PEARS, AVOCADO",
        art: r##"<path d="M-14-26q14-20 28 0 4 14 14 28 14 26-8 40-20 8-40 0-22-14-8-40 10-14 14-28z" fill="@a"/><path d="M0-34q0-8 6-14" fill="none" stroke="@w" stroke-width="5" stroke-linecap="round"/><path d="M4-38q16-14 30-4-14 16-30 4z" fill="@g"/><path d="M-18 10q-6 10 0 18" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round" opacity=".7"/>"##,
    },
    Motif {
        words: "STRAWBERRY, STRAWBERRIES, RASPBERRY, BERRY, BERRIES",
        art: r##"<path d="M0 48C-30 30-50-4-34-20q34-14 68 0C50-4 30 30 0 48z" fill="@r"/><path d="M-34-22q10-16 28-8Q-6-42 0-48q6 6 6 18 18-8 28 8Q16-10 0-22q-16 12-34 0z" fill="@g"/><path d="M-18-2v1m18 6v1m18-8v1M-10 18v1m20-1v1M0 32v1" stroke="@y" stroke-width="6" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "CHERRY, CHERRIES, CRANBERRY",
        art: r##"<path d="M-20 14Q-14-24 18-40 22-8 22 10" fill="none" stroke="@g" stroke-width="5" stroke-linecap="round"/><path d="M18-40q-26-12-38 6 22 14 38-6z" fill="@g"/><circle cx="-22" cy="26" r="20" fill="@r"/><circle cx="22" cy="22" r="20" fill="@r"/><path d="M-30 20q2-6 8-7m22 3q2-6 8-7" transform="translate(4 2)" fill="none" stroke="@l" stroke-width="4" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "LEMON, ORANGE SLICE, MELON, SUN, SUMMER, SUNSET, SUNNY, SUNJAR",
        art: r##"<circle r="38" fill="none" stroke="@y" stroke-width="16" stroke-dasharray="0 19.9" stroke-linecap="round"/><circle r="28" fill="@y"/><circle r="18" fill="@o" opacity=".45"/>"##,
    },
    Motif {
        words: "TOADSTOOL, TOADSTOOLS, MUSHROOM, MUSHROOMS, ENCHANTED, FOREST",
        art: r##"<path d="M-14 4h28l6 36q-20 10-40 0z" fill="#f7efdf"/><path d="M-46 6Q-46-44 0-46 46-44 46 6 0 18-46 6z" fill="@r"/><circle cx="-20" cy="-14" r="9" fill="@l"/><circle cx="14" cy="-26" r="8" fill="@l"/><circle cx="24" cy="-2" r="6" fill="@l"/><circle cx="-4" cy="2" r="5" fill="@l"/>"##,
    },
    Motif {
        words: "SNOWFLAKE, SNOWFLAKES, SNOW, FROST, WINTER, ICICLE, NORDIC, FROSTED",
        art: r##"<path id="z" d="M0-46v92M-14-36 0-24l14-12m-28 72L0 24l14 12" fill="none" stroke="@a" stroke-width="6" stroke-linecap="round"/><use href="#z" transform="rotate(60)"/><use href="#z" transform="rotate(120)"/>"##,
    },
    Motif {
        words: "BAUBLE, BAUBLES, DISCO, GLOBE, NOEL, FESTIVE, ORNAMENT, JINGLE",
        art: r##"<path d="M-9-34h18v12H-9z" fill="@y"/><circle cy="-40" r="6" fill="none" stroke="@y" stroke-width="3.5"/><circle cy="12" r="36" fill="@a"/><path d="M-35 4q9 9 17.5 0t17.5 0 17.5 0T35 4v15q-9 9-17.5 0T0 19t-17.5 0-17.5 0z" fill="@c"/><path d="M-20-8q4-8 12-10" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "CHRISTMAS TREE, TREE, SLEIGH, TREES, CHRISTMAS, XMAS, SCANDINAVIAN, PINE, ADVENT, YULETIDE",
        art: r##"<path d="M-7 34H7v14H-7z" fill="@w"/><path d="M0-46l22 32H12l22 26H22l20 26h-84l20-26h-12l22-26h-10z" fill="@g"/><circle cx="-8" cy="-12" r="4.5" fill="@r"/><circle cx="10" cy="4" r="4.5" fill="@y"/><circle cx="-14" cy="18" r="4.5" fill="@l"/><circle cx="18" cy="28" r="4.5" fill="@r"/><circle cx="0" cy="30" r="4.5" fill="@y"/><path d="M0-50l4 7 8 1-6 5 2 8-8-4-8 4 2-8-6-5 8-1z" fill="@y"/>"##,
    },
    Motif {
        words: "HOLLY, MISTLETOE, CONE, ACORN",
        art: r##"<path d="M-2 8Q-12 0-10-14-22-12-26-24-34-18-44-26-40-12-46-4-36 0-34 12-22 6-14 16zM2 8Q12 0 10-14 22-12 26-24 34-18 44-26 40-12 46-4 36 0 34 12 22 6 14 16z" fill="@g"/><circle cx="-9" cy="18" r="10" fill="@r"/><circle cx="10" cy="18" r="10" fill="@r"/><circle cy="32" r="10" fill="@r"/>"##,
    },
    Motif {
        words: "STOCKING, STOCKINGS, SOCK, SOCKS",
        art: r##"<path d="M-18-34h36v40q26 6 26 22 0 18-24 18-38 0-38-30z" fill="@a"/><path d="M-23-46h46v18h-46z" fill="@l"/><path d="M20 46q24 0 24-18 0-10-10-16-10 14-14 34zM-18 16q0 24 18 28-2-24-18-28z" fill="@c"/>"##,
    },
    Motif {
        words: "BELL, BELLS, DOORBELL, CHIME, CHIMES",
        art: r##"<circle cy="34" r="9" fill="@k"/><path d="M0-44q8 0 8 10 24 6 24 36 0 18 12 26h-88q12-8 12-26 0-30 24-36 0-10 8-10z" fill="@a"/><path d="M-40 22h80" stroke="@b" stroke-width="5"/><path d="M-18-8q2-12 10-16" fill="none" stroke="@l" stroke-width="5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "EGG, EGGS",
        art: r##"<path d="M0-46C24-46 38-6 38 12c0 22-16 34-38 34S-38 34-38 12C-38-6-24-46 0-46z" fill="@a"/><path d="M-35-4l12 9 12-9L0 5l11-9 12 9 12-9 3 16-15 9-12-9L0 21l-11-9-12 9-15-9z" fill="@c"/><path d="M-22-22h1m14-6h1m14 6h1" stroke="@l" stroke-width="8" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "SHELL, SHELLS, SEA, OYSTER, BEACH, CAPIZ, PEARL, COASTAL",
        art: r##"<path d="M-12 34C-48 26-54-6-38-20-32-44-12-44 0-40 12-44 32-44 38-20 54-6 48 26 12 34l-3 11H-9z" fill="@a"/><path d="M-6 32l-26-50M-2 32-14-36M2 32l12-68M6 32l26-50" stroke="@b" stroke-width="4" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "MOON, NIGHT, MIDNIGHT, CLOUD, RAIN",
        art: r##"<path d="M14-44C-50-40-50 44 14 44-16 24-16-24 14-44z" fill="@a"/><path d="M26-22l4 9 9 4-9 4-4 9-4-9-9-4 9-4zm8 34 3 6 6 3-6 3-3 6-3-6-6-3 6-3z" fill="@y"/>"##,
    },
    Motif {
        words: "PAISLEY, INDIA, KASHMIR, MARRAKESH, MEDINA, MADRAS",
        art: r##"<path d="M20-46C-20-30-44 0-30 30c12 24 54 20 58-10 2-20-18-28-26-14-4 10 6 16 12 10C0 20-14 4-2-10 8-20 18-28 20-46z" fill="@a"/><path d="M-22 14q2 22 24 24 20-2 20-22" fill="none" stroke="@c" stroke-width="5" stroke-dasharray="0 9" stroke-linecap="round"/>"##,
    },
];
