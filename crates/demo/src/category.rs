//! The shop's departments, derived from the words of a title. The first department that recognises a word wins, so
//! occasions come first ("Christmas Candle" is for Christmas), then things named by what they are, then broad words.

/// A department of the shop.
pub(crate) struct Category {
    /// Display name; also the catalog's category.
    pub(crate) name: &'static str,
    /// One line under the heading of its page.
    pub(crate) blurb: &'static str,
    /// Words or phrases (upper case, whole words, comma-separated) that put a title here.
    words: &'static str,
}

/// Where titles go that no department recognises.
pub(crate) const REST: Category = Category {
    name: "More Lovely Things",
    blurb: "Oddments and curiosities that refuse to be shelved anywhere else.",
    words: "",
};

/// All departments in the order of the shop's menu; `REST` comes last.
pub(crate) const CATEGORIES: &[Category] = &[
    Category {
        name: "Candles & Lanterns",
        blurb: "T-lights, lanterns, lamps and things that glow after supper.",
        words: "CANDLE, CANDLES, T-LIGHT, T-LIGHTS, TLIGHT, TEALIGHT, LANTERN, LANTERNS, \
            INCENSE, VOTIVE, VOTIVES, CANDLEHOLDER, CANDLESTICK, CANDLESTICKS, CHANDELIER, \
            LAMP, LAMPSHADE, LIGHTS, LIGHT, NIGHT LIGHT, OIL BURNER, BULB, SNUFFER, JOSS \
            STICKS, TORCH, CANDELABRA, CANDLEPOT, CANDLE/GLASS, INCENSE/CANDL, TEALIGHTS, \
            NIGHTLIGHT, FAIRY LIGHTS, PILLAR",
    },
    Category {
        name: "Tea & Coffee",
        blurb: "Teapots, mugs and saucers: everything but the biscuits.",
        words: "MUG, MUGS, TEACUP, TEACUPS, TEAPOT, TEAPOTS, TEA, COFFEE, SAUCER, CUP, CUPS, \
            BEAKER, BEAKERS, COSY, CAFETIERE, CUP&SAUCER, CUP/SAUCER, EGG COSY, TEASPOONS, \
            TEATIME, ESPRESSO",
    },
    Category {
        name: "Kitchen & Baking",
        blurb: "Cake tins, jars, aprons and enamel for a busy kitchen.",
        words: "CAKE, CAKES, CAKESTAND, BAKING, COOKIE, APRON, APRONS, OVEN, JAR, JARS, \
            PANTRY, KITCHEN, RECIPE, JELLY, MOULD, MOULDS, MEASURING, SCALES, JAM, BREAD, \
            BISCUIT, BISCUITS, CUTTER, CUTTERS, FRYING, PAN, SPOON, SPOONS, WHISK, \
            COOKING, CUPCAKE, BUTTER, POTHOLDER, GLOVE, TEA TOWEL, TIN, TINS, PINK/WHITE \
            TIN, COLANDER, SIEVE, ROLLING PIN, CHOPPING, SUGAR, MATCHES, PLATTER, \
            SQUEEZER, FRIDGE, EGG TIMER, TIMER, SPICE, CASES, MILK, JUG, ENAMEL, \
            CASSEROLE, MIXING, PASTRY, BREADBIN, PUDDING, ICE CREAM, POPCORN, HERB, TOAST, \
            FOOD, OPENER, CORKSCREW, SALT, PEPPER, CRUET, GRINDER, KETTLE, LADLE, COOK",
    },
    Category {
        name: "The Dining Table",
        blurb: "Plates, bowls, glasses and napkins for long lunches.",
        words: "PLATE, PLATES, BOWL, BOWLS, NAPKIN, NAPKINS, TRAY, TRAYS, COASTER, COASTERS, \
            PLACEMAT, PLACEMATS, TABLECLOTH, DOILY, DOILIES, CUTLERY, TUMBLER, GOBLET, \
            GLASSES, DECANTER, DISH, DISHES, WINE, STRAWS, COCKTAIL, CARAFE, DINNER, \
            TABLEWARE, TABLE MAT, PLACE MAT, PLACE SETTING, CHOPSTICKS, RAMEKIN, \
            CHAMPAGNE, COCKLE, TANKARD, BREAKFAST, DRINKING, BEER, PARFAIT, PICNIC, WATER \
            BOTTLE, BOTTLE, FONDUE, BUFFET, SERVIETTES, COOLER, PITCHER, SHERRY, MARTINI, \
            ICE BUCKET, LUNCHBOX, SNACK",
    },
    Category {
        name: "Bags & Travel",
        blurb: "Totes, lunch bags, purses and luggage tags with wanderlust.",
        words: "BAG, BAGS, HANDBAG, HANDBAGS, PURSE, PURSES, TOTE, WALLET, WALLETS, WASHBAG, \
            WASHBAGS, LUGGAGE, PASSPORT, SHOPPER, BACKPACK, SUITCASE, TRAVEL, RUCKSACK, \
            LUNCH, HOLDALL, SATCHEL, TICKET HOLDER, VIPPASSPORT, COSMETIC, MAKE-UP, \
            MAKEUP, EYE MASK, CLUTCH, GLASSES CASE, SPECTACLE CASE, UMBRELLA, PHONE",
    },
    Category {
        name: "Jewellery & Hair",
        blurb: "Necklaces, bracelets, brooches and a little sparkle for the hair.",
        words: "NECKLACE, NECKLACES, NECKL, BRACELET, BRACELETS, EARRING, EARRINGS, RING, \
            RINGS, BROOCH, BROOCHES, PENDANT, HAIR, HAIRCLIP, HAIRCLIPS, HAIRBAND, \
            HAIRSLIDE, HAIRSLIDES, HAIRCOMB, HAIRGRIP, TIARA, BANGLE, BANGLES, DIAMANTE, \
            DIAMANTÉ, ANKLET, CHARM, JEWELLERY, TRINKET, BEADED, BEADS, EARINGS, CHOKER, \
            LARIAT, SLIDE, SLIDES, TINTED, SCARF, BELT, TIARAS, EAR MUFF, SUNGLASSES, SILK \
            FAN, SANDALWOOD FAN, PASHMINA, HAT, GLOVES, WRISTBAND, CHARMS, CRYSTAL, RING \
            BOX, DROP",
    },
    Category {
        name: "Cards & Wrapping",
        blurb: "Paper, ribbon and tags: half the pleasure of giving.",
        words: "CARD, CARDS, WRAP, WRAPPING, RIBBON, RIBBONS, GIFT BAG, GIFT TAGS, TAGS, GIFT \
            TAPE, GIFT BOX, GIFT BOXES, ENVELOPE, ENVELOPES, INVITES, INVITATIONS, \
            POSTCARD, POSTCARDS, BOWS, GIFTWRAP, GREETING, TISSUE PAPER, GIFT WRAP",
    },
    Category {
        name: "Stationery & Craft",
        blurb: "Notebooks, pencils, buttons and thread for idle afternoons.",
        words: "NOTEBOOK, NOTEBOOKS, PEN, PENS, PENCIL, PENCILS, STICKER, STICKERS, ERASER, \
            ERASERS, RUBBER, RUBBERS, SKETCHBOOK, SEWING, KNITTING, CRAFT, TAPE, STAMP, \
            STAMPS, STATIONERY, CALENDAR, RULER, SHARPENER, DIARY, ALBUM, SCRAPBOOK, \
            JOURNAL, PAPER, BUTTONS, BUTTON, SCISSOR, SCISSORS, CHALKBOARD, BLACKBOARD, \
            CHALK, MEMO, LETTER RACK, BOOK, BOOKS, BOOKMARK, PAPERCLIP, PAPERWEIGHT, \
            CRAYONS, PAINT, PAINTING, MARKER, MARKERS, ORGANISER, CLIPBOARD, CROCHET, \
            FELTCRAFT, CROSS STITCH, FABRIC, WOOL, YARN, TWINE, STRING, MAGNETS, MAGNET, \
            NOTE, NOTES, NOTEPAD, FOLDER, WRITING, ORIGAMI, PAPERCRAFT, CLIPS, CLIP, PEGS, \
            GLITTER, FILE, PINS, PASTE, KIT, HIGHLIGHTER, CALCULATOR, DESK, CROCHETED, \
            ADDRESS, STITCH, FELT, BINDER",
    },
    Category {
        name: "Toys & Games",
        blurb: "Skittles, jigsaws, dolls and dinosaurs for rainy days.",
        words: "TOY, TOYS, DOLL, DOLLS, JIGSAW, GAME, GAMES, PLAYING CARDS, SKITTLES, \
            DINOSAUR, DINOSAURS, MARBLES, PUPPET, PUPPETS, TEDDY, CHESS, DOMINOES, LUDO, \
            BINGO, SNAP, SNAKES, YOYO, YO-YO, SKIPPING, SPINNING, TOPS, DOLLCRAFT, PUZZLE, \
            PUZZLES, ROCKING, MONSTER, SOFT TOY, KALEIDOSCOPE, WHISTLE, HARMONICA, TRAIN, \
            RACING, BLOCKS, DOMINO, BATTLES, CROQUET, QUOITS, HOOPLA, HOPSCOTCH, MAGIC \
            TREE, GLIDER, GLIDERS, PLANE, SOLDIER, SOLDIERS, BOUNCING, BALLS, BALL, \
            SLINKY, KITE, BABY, BIB, CHILDRENS, CHILDREN'S, CHILDS, CHILD'S, KIDS, \
            NURSERY, TATTOO, TATTOOS, FANCY DRESS, DRESSING UP, PINATA, RATTLE, FINGER, \
            MOUSEY, BUILDING BLOCK, HELICOPTER, PLAYHOUSE, SNAKE, COLOURING, MODELLING, \
            DRAWING SLATE, HEADS AND TAILS, FLYING DISC, CREEPY CRAWLIES, SPACE CADET, \
            NAUGHTS, NOUGHTS, TIN DRUM, DRUM, ROBOT, WINDMILL, SKIPPING ROPE, INFLATABLE, \
            BUBBLES, PIGGY, MONEY, LADYBIRD, SQUEAKY, JUGGLING, DOLLS', ANIMAL, ANIMALS, \
            STRESS",
    },
    Category {
        name: "Garden & Outdoors",
        blurb: "Watering cans, bird houses and seedlings for the potting shed.",
        words: "GARDEN, GARDENERS, PLANT, PLANTER, WATERING, BIRD HOUSE, BIRDHOUSE, FEEDER, \
            SHED, GROW, PARASOL, PARASOLS, WINDCHIME, FLOWERPOT, FLOWER POT, POTTING, \
            SEED, SEEDS, DECKCHAIR, BEACH, BUCKET, SPADE, TROWEL, HERBS, BIRD BATH, \
            BIRDCAGE, BIRD CAGE, GNOME, WIND CHIME, WINDCHIMES, CHIMES, THERMOMETER, \
            INSECT, BBQ, RAIN, PONCHO, HAMMOCK, TERRACOTTA, OUTDOOR, SPRINKLER, FENCE, \
            GARDENIA, CAMPING, FLY SWAT, SUN HAT, TREE TRUNK",
    },
    Category {
        name: "Party & Celebrations",
        blurb: "Bunting, balloons and candles on the cake.",
        words: "BUNTING, PARTY, BALLOON, BALLOONS, GARLAND, GARLANDS, BIRTHDAY, CONES, \
            HONEYCOMB, STREAMER, CONFETTI, WEDDING, CHRISTENING, POMPOM, PAPER CHAIN, \
            FLAGS, FLAG OF ST GEORGE, STREAMERS, CELEBRATION, PENNANT, BADGE, BADGES, \
            LOLLY, DISCO, FEATHER, FEATHERS, CARNIVAL, MASK, MASKS, POM POM",
    },
    Category {
        name: "Clocks, Frames & Mirrors",
        blurb: "Alarm clocks that ring, mirrors that flatter, frames for people you love.",
        words: "CLOCK, CLOCKS, FRAME, FRAMES, MIRROR, MIRRORS, PHOTO, PICTURE, PICTURES, ART, \
            CANVAS, POSTER, GALLERY, PORTRAIT, PRINT, PRINTS, WALL ART, BILLBOARD, \
            WALLART, PLAQUE, MOSAIC, GLOBE",
    },
    Category {
        name: "Signs, Hooks & Handles",
        blurb: "Small hardware with a sense of humour, from doorbell to drawer knob.",
        words: "SIGN, SIGNS, HOOK, HOOKS, HANGER, HANGERS, KNOB, KNOBS, DOORMAT, DOORMATS, \
            DOORSTOP, DOORSTOPS, RACK, KEY, KEYS, KEYRING, KEYRINGS, KEY-RING, KEY-RINGS, \
            KEYCHAIN, KEY-CHAINS, NUMBER TILE, NUMBER, DOORBELL, DOOR, TILE, TILES, \
            HANDLE, BRACKET, SHELF, SHELVES, LETTER, LETTERS, LETTERBOX, ALPHABET, HOOKS,, \
            BELL PULL, PEG, TOILET, CURTAIN HOOK, HOLDBACK",
    },
    Category {
        name: "Cushions & Comforts",
        blurb: "Cushions, quilts, hot water bottles and other reasons to stay in.",
        words: "CUSHION, CUSHIONS, QUILT, QUILTS, THROW, BLANKET, BLANKETS, TOWEL, TOWELS, \
            CURTAIN, CURTAINS, RUG, RUGS, SLIPPER, SLIPPERS, HOT WATER BOTTLE, HAND \
            WARMER, WARMER, FLANNEL, FLANNELS, FILLER PAD, BEDSPREAD, PILLOW, PILLOWCASE, \
            BEAN BAG, CHAIR, STOOL, SEAT, PET, SOCK, SOCKS, DOG BED, BED, SHAWL, FAUX, \
            DRESSING GOWN, EIDERDOWN, PADS, LEG WARMERS, LEGWARMERS, FOOTSTOOL, ARMCHAIR, \
            BATH, SOAP, SPONGE, SHOWER, BATHROOM, TOOTHBRUSH, BATHSALTS, TISSUES, \
            PLASTERS, MASSAGER, LIP, BALM, SLEEPING, MANICURE, NAIL, PERFUME, SCENTED, POT \
            POURI, POTPOURRI, SACHET, SACHETS, DRAWER LINER, DRAWER LINERS, HAIRBRUSH, \
            TISSUE",
    },
    Category {
        name: "Boxes & Baskets",
        blurb: "A place for everything: tins, chests, wicker and drawers.",
        words: "BOX, BOXES, BASKET, BASKETS, DRAWER, DRAWERS, STORAGE, CABINET, CABINETS, \
            TIDY, CONTAINER, CHEST, CHESTS, BIN, BINS, CRATE, CRATES, TRUNK, CUBE, CUBES, \
            CUPBOARD, CASE, CADDY, HAMPER, BANK, TABLE, LAUNDRY, ASHTRAY, STAND, BOXED",
    },
    Category {
        name: "Hearts & Decorations",
        blurb: "Hanging hearts, paper birds and pretty things to put on a nail.",
        words: "DECORATION, DECORATIONS, HEART, HEARTS, HANGING, FROSTED, MUSHROOM, TOADSTOOL, \
            ICICLE, WICKER, STAR, STARS, BIRD, BIRDS, FLOWER, FLOWERS, ARTIFICIAL, \
            ORNAMENT, MOBILE, BUTTERFLY, BUTTERFLIES, DOVE, DOVES, FAIRY, CHERUB, CHERUBS, \
            ROSE, ROSES, VASE, SPRAY, GARLAND, WIND SPINNER, TREE, DECORATIVE, DREAM \
            CATCHER, DREAMCATCHER, FIGURINE, STATUE, LOVEBIRD, OWL, DOG, CAT, DUCK, DUCKS, \
            FROG, HEN, ELEPHANT, BUDDHA, BUDAH, LEAF, LEAVES, LOVE, WALL, STICK, BUNCH, \
            FLORAL, PEARL, CORSAGE, HORSE, BELL, BELLS, ANGEL, ANGELS, SHELL, SHELLS, \
            SUNCATCHER, GLASS, CERAMIC",
    },
];

/// Occasions win over everything: their words, and their department.
const OCCASIONS: &[Category] = &[
    Category {
        name: "Christmas",
        blurb: "Baubles, stockings and felt reindeer; never too early to look.",
        words: "CHRISTMAS, BAUBLE, BAUBLES, REINDEER, SANTA, ADVENT, HOLLY, NATIVITY, \
            SNOWFLAKE, SNOWFLAKES, JINGLE, SLEIGH, SNOWMAN, SNOWMEN, NOEL, STOCKING, \
            STOCKINGS, WREATH, MISTLETOE, SCANDINAVIAN, RUDOLPH, TINSEL, SNOW, CRACKER, \
            CRACKERS, FESTIVE, NORDIC, ROBIN, GINGERBREAD",
    },
    Category {
        name: "Easter & Spring",
        blurb: "Chicks, bunnies and painted eggs for the first warm weekend.",
        words: "EASTER, CHICK, CHICKS, BUNNY, BUNNIES, SPRING, EGGS, EGG, HENS, CHICKEN, \
            RABBIT, RABBITS, LAMB",
    },
];

/// Phrases that belong elsewhere than their strongest word suggests.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("WASHING UP GLOVES", "Kitchen & Baking"),
    ("GARDEN GLOVES", "Garden & Outdoors"),
    ("RIBBONS", "Cards & Wrapping"),
    ("RIBBON", "Cards & Wrapping"),
    ("CHRISTMAS TREE", "Christmas"),
    ("JUMBO BAG", "Bags & Travel"),
    ("LUNCH BAG", "Bags & Travel"),
    ("PICNIC BAG", "Bags & Travel"),
    ("SHOPPING BAG", "Bags & Travel"),
    ("HANDBAG", "Bags & Travel"),
    ("BAG CHARM", "Bags & Travel"),
    ("CHILDREN'S UMBRELLA", "Bags & Travel"),
    ("CUSHION COVER", "Cushions & Comforts"),
    ("HAND WARMER", "Cushions & Comforts"),
    ("DOORMAT", "Signs, Hooks & Handles"),
    ("DOORSTOP", "Signs, Hooks & Handles"),
    ("METAL SIGN", "Signs, Hooks & Handles"),
    ("DOOR SIGN", "Signs, Hooks & Handles"),
    ("KEY RING", "Signs, Hooks & Handles"),
    ("KEYRING", "Signs, Hooks & Handles"),
    ("KEY FOB", "Signs, Hooks & Handles"),
    ("WALL MIRROR", "Clocks, Frames & Mirrors"),
    ("WALL CLOCK", "Clocks, Frames & Mirrors"),
    ("PHOTO FRAME", "Clocks, Frames & Mirrors"),
    ("TRINKET POT", "Boxes & Baskets"),
    ("BIRTHDAY CARD", "Cards & Wrapping"),
    ("WRAPPING PAPER", "Cards & Wrapping"),
    ("GIFT WRAP", "Cards & Wrapping"),
    ("OVEN GLOVE", "Kitchen & Baking"),
    ("APRON", "Kitchen & Baking"),
    ("PLACEMAT", "The Dining Table"),
    ("PLACEMATS", "The Dining Table"),
    ("SOFT TOY", "Toys & Games"),
    ("BOOK MARK", "Stationery & Craft"),
    ("SEWING KIT", "Stationery & Craft"),
    ("KNITTING KIT", "Stationery & Craft"),
    ("BACKPACK", "Bags & Travel"),
    ("WASHBAG", "Bags & Travel"),
    ("NECKLACE", "Jewellery & Hair"),
    ("EARRINGS", "Jewellery & Hair"),
    ("BRACELET", "Jewellery & Hair"),
    ("BOX OF DOMINOES", "Toys & Games"),
    ("MONEY BANK", "Toys & Games"),
    ("CATCH CUP GAME", "Toys & Games"),
    ("GARDEN PARASOL", "Garden & Outdoors"),
    ("BEACH HUT", "Boxes & Baskets"),
    ("NUMBER TILE", "Signs, Hooks & Handles"),
    ("WALL ART", "Clocks, Frames & Mirrors"),
    ("LANDMARK FRAME", "Clocks, Frames & Mirrors"),
    ("CHAIR", "Cushions & Comforts"),
    ("HOT WATER BOTTLE", "Cushions & Comforts"),
    ("GIFT BAG", "Cards & Wrapping"),
    ("PAPER BAG", "Party & Celebrations"),
    ("PARTY BAG", "Party & Celebrations"),
    ("TEA TOWEL", "Kitchen & Baking"),
    ("PLAYING CARDS", "Toys & Games"),
    ("CARD GAME", "Toys & Games"),
    ("SNAP CARDS", "Toys & Games"),
    ("CARD HOLDER", "Bags & Travel"),
    ("EGG CUP", "Tea & Coffee"),
    ("EGG CUPS", "Tea & Coffee"),
    ("EGG FRYING PAN", "Kitchen & Baking"),
    ("EGG TIMER", "Kitchen & Baking"),
    ("EGG WHISK", "Kitchen & Baking"),
    ("CAKE CANDLES", "Party & Celebrations"),
    ("BIRTHDAY CANDLES", "Party & Celebrations"),
    ("SUCTION CUP", "Signs, Hooks & Handles"),
    ("LUNCH BOX", "Bags & Travel"),
    ("PHOTO ALBUM", "Stationery & Craft"),
    ("SEWING BOX", "Stationery & Craft"),
    ("BATH SALTS", "Cushions & Comforts"),
    ("RAIN HAT", "Garden & Outdoors"),
    ("BABUSHKA LIGHTS", "Candles & Lanterns"),
    ("PAPER PLATES", "Party & Celebrations"),
    ("PAPER CUPS", "Party & Celebrations"),
    ("COCKTAIL PARASOLS", "Party & Celebrations"),
    ("CAKE CASES", "Kitchen & Baking"),
    ("WATERING CAN", "Garden & Outdoors"),
    ("RING BINDER", "Stationery & Craft"),
    ("MONEY BOX", "Toys & Games"),
    ("RECIPE BOX", "Kitchen & Baking"),
    ("FAIRY LIGHTS", "Candles & Lanterns"),
    ("CHRISTMAS LIGHTS", "Christmas"),
    ("BIRD HOUSE", "Garden & Outdoors"),
    ("SOAP DISH", "Cushions & Comforts"),
    ("PICNIC BASKET", "Garden & Outdoors"),
    ("COAT HANGER", "Signs, Hooks & Handles"),
    ("COAT RACK", "Signs, Hooks & Handles"),
    ("TOAST RACK", "Kitchen & Baking"),
    ("KEY CABINET", "Boxes & Baskets"),
    ("PAPER LANTERN", "Candles & Lanterns"),
    ("LETTER HOLDER", "Stationery & Craft"),
    ("PARTY LIGHTS", "Candles & Lanterns"),
    ("CAKE STAND", "Kitchen & Baking"),
    ("WALL TIDY", "Boxes & Baskets"),
    ("DOOR HANGER", "Signs, Hooks & Handles"),
    ("HAIR CLIP", "Jewellery & Hair"),
    ("PAPER CHAIN", "Party & Celebrations"),
    ("JEWELLERY BOX", "Boxes & Baskets"),
    ("TRINKET BOX", "Boxes & Baskets"),
    ("BEAD CURTAIN", "Cushions & Comforts"),
    ("POCKET MIRROR", "Clocks, Frames & Mirrors"),
    ("PLACE CARD", "The Dining Table"),
    ("DINNER CANDLES", "Candles & Lanterns"),
    ("KNEELING MAT", "Garden & Outdoors"),
    ("DRAWER KNOB", "Signs, Hooks & Handles"),
    ("WINE GLASS", "The Dining Table"),
    ("PIN CUSHION", "Stationery & Craft"),
    ("BOOK ENDS", "Stationery & Craft"),
];

/// The department of a title.
pub(crate) fn of(title: &str) -> &'static Category {
    let text = format!(" {} ", words(title).join(" "));
    let has = |phrase: &str| !phrase.is_empty() && text.contains(&format!(" {phrase} "));
    let knows = |category: &&Category| category.words.split(", ").any(has);
    if let Some(occasion) = OCCASIONS.iter().take(1).find(knows) {
        return occasion;
    }
    if let Some(named) = EXCEPTIONS
        .iter()
        .find(|(phrase, _)| has(phrase))
        .and_then(|(_, name)| by_name(name))
    {
        return named;
    }
    OCCASIONS
        .iter()
        .chain(CATEGORIES)
        .find(knows)
        .unwrap_or(&REST)
}

/// The department of this display name.
pub(crate) fn by_name(name: &str) -> Option<&'static Category> {
    all().find(|category| category.name == name)
}

/// Every department in menu order, the rest last.
pub(crate) fn all() -> impl Iterator<Item = &'static Category> {
    CATEGORIES
        .iter()
        .chain(OCCASIONS)
        .chain(std::iter::once(&REST))
}

/// A title's words in upper case, without punctuation at their ends.
pub(crate) fn words(title: &str) -> Vec<String> {
    let pieces = title.split(|c: char| c.is_whitespace() || matches!(c, '/' | '+' | ','));
    pieces
        .map(|piece| {
            piece
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_uppercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn titles_find_their_department() {
        for (title, name) in [
            ("White Hanging Heart T-Light Holder", "Candles & Lanterns"),
            ("Set of 2 Christmas Découpage Candle", "Christmas"),
            ("Lunch Bag Red Retrospot", "Bags & Travel"),
            ("Knitted Union Flag Hot Water Bottle", "Cushions & Comforts"),
            ("Regency Cakestand 3 Tier", "Kitchen & Baking"),
            ("Alarm Clock Bakelike Red", "Clocks, Frames & Mirrors"),
            ("Red Spot Paper Gift Bag", "Cards & Wrapping"),
            ("Egg Cup Henrietta Hen Pink", "Tea & Coffee"),
            ("Zzyzx", "More Lovely Things"),
        ] {
            assert_eq!(of(title).name, name, "{title}");
        }
    }

    #[test]
    fn names_are_unique_and_exceptions_name_real_departments() {
        let mut names: Vec<&str> = all().map(|category| category.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!((14..=19).contains(&count));
        for (phrase, name) in EXCEPTIONS {
            assert!(by_name(name).is_some(), "{phrase} -> {name}");
        }
    }
}
