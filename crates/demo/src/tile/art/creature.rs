//! Motifs with eyes: animals and small folk.

use super::super::drawing::Motif;

pub(super) const MOTIFS: &[Motif] = &[
    Motif {
        words: "BIRD, BIRDS, BIRDY, BIRDIE, DOVE, DOVES, LOVEBIRD, LOVEBIRDS, SWALLOW, SWALLOWS, ROBIN, ROBINS, BLUEBIRD, BIRDHOUSE, NIGHTINGALE",
        art: r##"<path d="M-48 20c10-6 14-14 16-24C-28-34 12-38 22-16c4-10 18-10 20 2l10 4-10 5c0 32-44 44-66 26-8 4-16 4-24-1z" fill="@a"/><path d="M-18 4c14-12 34-8 38 4-8 12-28 14-38-4z" fill="@c"/><circle cx="31" cy="-13" r="3.5" fill="@k"/><path d="M-6 29l-2 14m14-14 1 14" stroke="@k" stroke-width="3"/>"##,
    },
    Motif {
        words: "OWL, OWLS",
        art: r##"<path d="M-36-44q14 10 36 6 22 4 36-6 8 24 2 52C36 34 22 46 0 46S-36 34-38 8q-6-28 2-52z" fill="@a"/><path d="M-20 14q20-14 40 0 0 30-20 30T-20 14z" fill="@c"/><circle cx="-15" cy="-12" r="15" fill="@l"/><circle cx="15" cy="-12" r="15" fill="@l"/><circle cx="-12" cy="-11" r="7" fill="@k"/><circle cx="12" cy="-11" r="7" fill="@k"/><path d="M-5-2H5L0 9z" fill="@y"/><path d="M-38 4q-6 26 12 36zM38 4q6 26-12 36z" fill="@b"/>"##,
    },
    Motif {
        words: "RABBIT, RABBITS, BUNNY, BUNNIES, HARE, EASTER",
        art: r##"<path d="M-24-4C-36-40-26-54-16-46S-8-20-7-10zM24-4C36-40 26-54 16-46S8-20 7-10z" fill="@a"/><path d="M-20-12c-5-20-2-28 1-26s5 14 5 22zM20-12c5-20 2-28-1-26s-5 14-5 22z" fill="@c"/><path d="M-32 16c0-22 14-32 32-32s32 10 32 32S20 46 0 46s-32-8-32-30z" fill="@a"/><circle cx="-12" cy="12" r="4" fill="@k"/><circle cx="12" cy="12" r="4" fill="@k"/><path d="M-5 21H5l-5 6z" fill="@c"/><path d="M0 27v6" stroke="@k" stroke-width="2.5"/>"##,
    },
    Motif {
        words: "CAT, CATS, KITTEN, KITTENS, CATS', TABBY",
        art: r##"<path d="M-36-44l22 18h28l22-18q8 34 4 52-6 34-40 34T-40 8q-4-18 4-52z" fill="@a"/><path d="M-30-32l11 9-9 8zM30-32l-11 9 9 8z" fill="@c"/><ellipse cx="-16" cy="2" rx="5" ry="7" fill="@k"/><ellipse cx="16" cy="2" rx="5" ry="7" fill="@k"/><path d="M-5 14H5L0 20z" fill="@c"/><path d="M0 20q-2 9-10 7m10-7q2 9 10 7M-24 16l-22-3m22 9-20 4m68-10 22-3m-22 9 20 4" fill="none" stroke="@k" stroke-width="2.2"/>"##,
    },
    Motif {
        words: "DOG, DOGS, POODLE, PUPPY, PUPPIES, SCOTTIE, SCOTTIES, SCOTTY, SCOTTIEDOG, SPANIEL, PUG",
        art: r##"<path d="M-30-26Q0-48 30-26q10 20 4 44-8 26-34 26t-34-26q-6-24 4-44z" fill="@a"/><path d="M-28-30q-24 4-20 44 14 4 20-12zM28-30q24 4 20 44-14 4-20-12z" fill="@b"/><ellipse cy="22" rx="20" ry="16" fill="@l"/><ellipse cy="13" rx="9" ry="6" fill="@k"/><circle cx="-14" cy="-6" r="4.5" fill="@k"/><circle cx="14" cy="-6" r="4.5" fill="@k"/><path d="M0 19v8m-8 2q8 6 16 0" fill="none" stroke="@k" stroke-width="2.5"/>"##,
    },
    Motif {
        words: "FISH, DOLPHIN, DOLPHINS, SHARK, WHALE, SEASIDE, GOLDFISH, OCEAN",
        art: r##"<path d="M-48-22q20 22 0 44 22 2 32-10 20 18 40 12Q44 18 50 0 44-18 24-24q-20-6-40 12-10-12-32-10z" fill="@a"/><path d="M2-20q14 20 0 40M-8-4q8 4 0 10" fill="none" stroke="@l" stroke-width="4"/><circle cx="30" cy="-5" r="5" fill="@l"/><circle cx="31" cy="-5" r="2.5" fill="@k"/><path d="M-4-20q10-16 22-6z" fill="@b"/>"##,
    },
    Motif {
        words: "BUTTERFLY, BUTTERFLIES, DRAGONFLY, MOTH",
        art: r##"<path d="M0-8C-14-52-58-40-47-6c3 10 15 13 25 12-22 6-23 37-5 39C-13 46-4 26 0 8c4 18 13 38 27 37 18-2 17-33-5-39 10 1 22-2 25-12C58-40 14-52 0-8z" fill="@a"/><circle cx="-29" cy="-17" r="9" fill="@c"/><circle cx="29" cy="-17" r="9" fill="@c"/><circle cx="-20" cy="26" r="6" fill="@l"/><circle cx="20" cy="26" r="6" fill="@l"/><path d="M0-14v44M0-14q-6-16-14-18M0-14q6-16 14-18" fill="none" stroke="@k" stroke-width="4" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "ELEPHANT, ELEPHANTS",
        art: r##"<path d="M-44 40V0q0-32 36-32h14q30 0 34 26 2 20-6 32 8 2 8-10h7q0 20-16 20-12-2-12-22l-1-4v30H4V22h-24v18z" fill="@a"/><path d="M-2-24q26-4 24 18-2 14-12 14T-2-24z" fill="@b"/><circle cx="28" cy="-12" r="3.5" fill="@k"/><path d="M-44 4q-8 6-4 16" fill="none" stroke="@b" stroke-width="4"/><path d="M-34-10h26v20h-26z" fill="@c"/>"##,
    },
    Motif {
        words: "REINDEER, DEER, STAG, RUDOLPH, FAWN, MOOSE, BAMBI, WOODLAND",
        art: r##"<path d="M-14-18Q-42-24-38-48M-26-26q-16 0-20-10M14-18Q42-24 38-48M26-26q16 0 20-10" fill="none" stroke="@w" stroke-width="6" stroke-linecap="round"/><path d="M-20-14l-18 0q4 16 18 12zM20-14h18q-4 16-18 12z" fill="@b"/><path d="M-22-14Q0-30 22-14q2 20-6 40-6 20-16 20t-16-20q-8-20-6-40z" fill="@a"/><circle cx="-10" cy="2" r="4" fill="@k"/><circle cx="10" cy="2" r="4" fill="@k"/><circle cy="34" r="8" fill="@r"/>"##,
    },
    Motif {
        words: "HEN, HENS, CHICKEN, CHICKENS, COCKEREL, ROOSTER, HENRIETTA",
        art: r##"<path d="M-40-20q14 30 34 6Q4-34 24-30q14 4 12 22l12 6-12 6q-2 36-38 36-34 0-38-60z" fill="@a"/><path d="M10-30q-4-14 4-14 4 2 5 6 6-8 10 0 2 6-3 9z" fill="@r"/><path d="M-22 8q24-6 26 10-16 18-26-10z" fill="@c"/><circle cx="25" cy="-16" r="3.5" fill="@k"/><path d="M36-6l12 4-12 5z" fill="@y"/><path d="M-6 40v8m12-8v8" stroke="@y" stroke-width="4"/>"##,
    },
    Motif {
        words: "CHICK, CHICKS, DUCK, DUCKS, DUCKLING, GOOSE, SWAN, PENGUIN",
        art: r##"<circle cx="8" cy="-20" r="22" fill="@a"/><path d="M-44 4q14 10 26-2 22-12 40 0 22 20 2 38-18 10-40 4-26-8-28-40z" fill="@a"/><path d="M-16 12q20-8 30 4-8 18-24 12z" fill="@b"/><path d="M28-22l18 5-17 7z" fill="@y"/><circle cx="14" cy="-24" r="4" fill="@k"/>"##,
    },
    Motif {
        words: "FROG, FROGS, TOAD",
        art: r##"<path d="M-46 22q0-36 46-36t46 36q0 22-46 22t-46-22z" fill="@a"/><circle cx="-22" cy="-18" r="17" fill="@a"/><circle cx="22" cy="-18" r="17" fill="@a"/><circle cx="-22" cy="-20" r="10" fill="@l"/><circle cx="22" cy="-20" r="10" fill="@l"/><circle cx="-20" cy="-19" r="5" fill="@k"/><circle cx="20" cy="-19" r="5" fill="@k"/><path d="M-26 16q26 20 52 0" fill="none" stroke="@k" stroke-width="3.5" stroke-linecap="round"/><circle cx="-34" cy="20" r="5" fill="@c"/><circle cx="34" cy="20" r="5" fill="@c"/>"##,
    },
    Motif {
        words: "DINOSAUR, DINOSAURS, SNAKE, DRAGON, DRAGONS, CROCODILE, LIZARD",
        art: r##"<path d="M-48 30Q-26 30-24 6q2-22 28-20 10 0 12-8 2-20 20-18 14 2 13 14l-21 8q-2 4 0 14 2 20-8 28l2 18H8l-2-12h-14l-4 12h-12l-2-14q-10 4-22 2z" fill="@a"/><path d="M-30-2l-6-12 14 2 0-14 12 6 4-13 9 8" fill="@c"/><circle cx="33" cy="-30" r="3.5" fill="@k"/><path d="M-16 14q10 14 24 4" fill="none" stroke="@b" stroke-width="5"/>"##,
    },
    Motif {
        words: "TEDDY, BEAR, BEARS, PANDA, POLAR, MONKEY, MONKEYS, KOALA",
        art: r##"<circle cx="-28" cy="-28" r="15" fill="@a"/><circle cx="28" cy="-28" r="15" fill="@a"/><circle cx="-28" cy="-28" r="7" fill="@c"/><circle cx="28" cy="-28" r="7" fill="@c"/><circle cy="4" r="40" fill="@a"/><ellipse cy="18" rx="19" ry="15" fill="@l"/><ellipse cy="11" rx="7" ry="5" fill="@k"/><circle cx="-15" cy="-6" r="4.5" fill="@k"/><circle cx="15" cy="-6" r="4.5" fill="@k"/><path d="M0 15v6m-7 2q7 6 14 0" fill="none" stroke="@k" stroke-width="2.5"/>"##,
    },
    Motif {
        words: "MOUSE, MOUSEY, MICE, RAT",
        art: r##"<circle cx="-26" cy="-20" r="20" fill="@a"/><circle cx="26" cy="-20" r="20" fill="@a"/><circle cx="-26" cy="-20" r="12" fill="@c"/><circle cx="26" cy="-20" r="12" fill="@c"/><path d="M-32 6q0-26 32-26T32 6q-4 26-32 40Q-28 32-32 6z" fill="@a"/><circle cx="-12" cy="6" r="4.5" fill="@k"/><circle cx="12" cy="6" r="4.5" fill="@k"/><circle cy="38" r="6" fill="@c"/><path d="M-10 32l-24-2m24 7-22 6m42-11 24-2m-24 7 22 6" stroke="@k" stroke-width="2"/>"##,
    },
    Motif {
        words: "HORSE, HORSES, PONY, PONIES, DONKEY, ROCKING, CAROUSEL, UNICORN, ZEBRA",
        art: r##"<path d="M-40 40q30 16 80 0" fill="none" stroke="@w" stroke-width="6" stroke-linecap="round"/><path d="M-38-4q10-14 30-10l16-2 10-26 6-6 4 8 16 12-4 10-14-2-4 18q6 6 8 36H20L12 14h-26l-8 22h-9l4-26z" fill="@a"/><path d="M-38-4q-12 4-10 24 8-6 12-18zM18-42q-10 10-12 28l-10 2q0-24 22-30z" fill="@k"/><path d="M-16-14h18l2 14h-18z" fill="@c"/><circle cx="26" cy="-31" r="2.5" fill="@k"/>"##,
    },
    Motif {
        words: "LADYBIRD, LADYBUG, BEETLE, BEETLES, BEE, BUG, INSECT, CRAWLIES, CRAWLIE",
        art: r##"<circle cy="-22" r="18" fill="@k"/><circle cy="8" r="36" fill="@a"/><path d="M0-28v72" stroke="@k" stroke-width="4"/><circle cx="-17" cy="-4" r="7" fill="@k"/><circle cx="17" cy="-4" r="7" fill="@k"/><circle cx="-15" cy="22" r="7" fill="@k"/><circle cx="15" cy="22" r="7" fill="@k"/><path d="M-8-36q-4-10-12-10m28 10q4-10 12-10" fill="none" stroke="@k" stroke-width="3"/>"##,
    },
    Motif {
        words: "DOLL, DOLLY, BABUSHKA, RUSSIAN, LOLA, GIRL, GEISHA, BALLERINA, SUKI, CHARLOTTE, DOLLIES, POPPY'S, DOLLS, SUSAN",
        art: r##"<path d="M0-48c20 0 27 16 24 30 20 16 20 62-24 64-44-2-44-48-24-64-3-14 4-30 24-30z" fill="@a"/><circle cy="-22" r="17" fill="#f4d6bd"/><path d="M-17-22q2-16 17-17 15 1 17 17-10-2-17-10-7 8-17 10z" fill="#6b4632"/><path d="M-22 4Q0-12 22 4q10 36-22 38Q-32 40-22 4z" fill="@c"/><circle cy="20" r="9" fill="none" stroke="@l" stroke-width="9" stroke-dasharray="0 11.3" stroke-linecap="round"/><circle cy="20" r="5" fill="@y"/><circle cx="-6" cy="-19" r="2" fill="@k"/><circle cx="6" cy="-19" r="2" fill="@k"/><circle cx="-10" cy="-13" r="3" fill="#e8a092"/><circle cx="10" cy="-13" r="3" fill="#e8a092"/>"##,
    },
    Motif {
        words: "SOLDIER, SOLDIERS, GUARD, GUARDS, NUTCRACKER, KING, KINGS",
        art: r##"<path d="M-16-22v-18q0-10 16-10t16 10v18z" fill="@k"/><path d="M-14-22h28v12q0 12-14 12t-14-12z" fill="#f4d6bd"/><path d="M-22 2h44v28h-44z" fill="@r"/><path d="M-20 2h40L6 20H-6z" fill="@l"/><path d="M-18 30h15v18h-15zm21 0h15v18H3z" fill="@k"/><path d="M-30 4h8v24h-8zm52 0h8v24h-8z" fill="@r"/><circle cx="-5" cy="-14" r="2" fill="@k"/><circle cx="5" cy="-14" r="2" fill="@k"/><circle cy="12" r="2.5" fill="@y"/><circle cy="24" r="2.5" fill="@y"/>"##,
    },
    Motif {
        words: "FAIRY, ANGEL, ANGELS, CHERUB, CHERUBS, FAIRIES, NATIVITY, GHOST",
        art: r##"<path d="M0-4C-20-36-54-24-46 2c4 12 24 14 46 6 22 8 42 6 46-6C54-24 20-36 0-4z" fill="@l"/><path d="M-6-8H6l22 54h-56z" fill="@a"/><circle cy="-22" r="14" fill="#f4d6bd"/><path d="M-14-22q0-15 14-15t14 15q-14-2-14-9-2 7-14 9z" fill="#a9713f"/><ellipse cy="-42" rx="13" ry="4" fill="none" stroke="@y" stroke-width="3"/><path d="M-24 38h48" stroke="@c" stroke-width="5"/>"##,
    },
    Motif {
        words: "SNOWMAN, SNOWMEN, GNOME, SANTA, FATHER, ELF",
        art: r##"<circle cy="24" r="26" fill="#fbf8f2"/><circle cy="-12" r="18" fill="#fbf8f2"/><path d="M-18-20q4-26 28-30 8 6 8 30-18-8-36 0z" fill="@r"/><circle cx="12" cy="-48" r="6" fill="@l"/><path d="M-20-18q20-9 40 0" fill="none" stroke="@l" stroke-width="7"/><circle cx="-6" cy="-10" r="2.5" fill="@k"/><circle cx="6" cy="-10" r="2.5" fill="@k"/><path d="M0-6l13 4-13 3z" fill="@o"/><path d="M-17 3q17 9 34 0l3 22-9 1-1-17q-12 4-27-6z" fill="@a"/>"##,
    },
    Motif {
        words: "ROBOT, MONSTER, MONSTERS, SPACE FROG, CREATURE, CREATURES",
        art: r##"<path d="M-34-20q0-18 34-18t34 18v38q0 10-10 10v14H8V28H-8v14h-16V28q-10 0-10-10z" fill="@a"/><circle cx="-13" cy="-10" r="12" fill="@l"/><circle cx="13" cy="-10" r="12" fill="@l"/><circle cx="-11" cy="-9" r="5" fill="@k"/><circle cx="11" cy="-9" r="5" fill="@k"/><path d="M-20 12h40l-6 8-7-5-7 5-7-5-7 5z" fill="@l"/><path d="M-18-36l-6-12m42 12 6-12" stroke="@c" stroke-width="5" stroke-linecap="round"/>"##,
    },
    Motif {
        words: "SKULL, SKULLS, PIRATE, PIRATES, HALLOWEEN, ROCK",
        art: r##"<path d="M-38-6q0-38 38-38T38-6q0 16-14 24v18q0 6-6 6h-36q-6 0-6-6V18Q-38 10-38-6z" fill="@a"/><circle cx="-15" cy="-6" r="10" fill="@k"/><circle cx="15" cy="-6" r="10" fill="@k"/><path d="M0 6l6 12H-6z" fill="@k"/><path d="M-10 28v14M0 28v14m10-14v14" stroke="@k" stroke-width="3.5"/>"##,
    },
    Motif {
        words: "GINGERBREAD, GINGERBREAD MAN",
        art: r##"<path d="M0-48a18 18 0 0 1 12 32l24-4q12 0 12 9t-10 9L18 4l12 32q2 10-8 12-8 0-12-8L0 22l-10 18q-4 8-12 8-10-2-8-12L-18 4l-20-6q-10 0-10-9t12-9l24 4A18 18 0 0 1 0-48z" fill="#b97a48"/><circle cx="-6" cy="-32" r="2.5" fill="@l"/><circle cx="6" cy="-32" r="2.5" fill="@l"/><path d="M-7-25q7 6 14 0M-38-14l8 6m68-6-8 6M-24 38l10 4m38-4-10 4" fill="none" stroke="@l" stroke-width="3"/><circle cy="-6" r="3.5" fill="@r"/><circle cy="6" r="3.5" fill="@r"/>"##,
    },
    Motif {
        words: "SHEEP, LAMB, FARM, ANIMAL, ANIMALS",
        art: r##"<path d="M-22 20h9v24h-9zm32 0h9v24h-9z" fill="@k"/><circle cy="4" r="23" fill="@l" stroke="@l" stroke-width="24" stroke-dasharray="0 18.06" stroke-linecap="round"/><ellipse cx="30" cy="-8" rx="15" ry="19" fill="@k"/><circle cx="26" cy="-12" r="3" fill="@l"/><circle cx="36" cy="-12" r="3" fill="@l"/><path d="M16-20l-8-6m36 6 8-6" stroke="@k" stroke-width="6" stroke-linecap="round"/>"##,
    },
];
