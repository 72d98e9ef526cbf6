//! The words of the generated shop: its tree of categories, and what titles are made of.

/// The widest part of the tree.
pub(super) struct Department {
    pub(super) name: &'static str,
    pub(super) categories: [Category; 3],
}

/// A part of a department; what it sells shares looks and materials.
pub(super) struct Category {
    pub(super) name: &'static str,
    pub(super) styles: [&'static str; 8],
    pub(super) materials: [&'static str; 6],
    /// Whatever tells two products of one series apart.
    pub(super) variants: [&'static str; 6],
    pub(super) kinds: [Kind; 4],
}

/// A leaf of the tree.
pub(super) struct Kind {
    /// Plural, as the category is called.
    pub(super) name: &'static str,
    /// Singular, as titles say it.
    pub(super) noun: &'static str,
    /// What one usually costs.
    pub(super) price: u32,
}

const fn kind(name: &'static str, noun: &'static str, price: u32) -> Kind {
    Kind { name, noun, price }
}

pub(super) const DEPARTMENTS: [Department; 6] = [
    Department {
        name: "Kitchen",
        categories: [
            Category {
                name: "Tableware",
                styles: [
                    "Speckled",
                    "Ribbed",
                    "Plain",
                    "Hand-painted",
                    "Footed",
                    "Fluted",
                    "Rustic",
                    "Striped",
                ],
                materials: [
                    "Stoneware",
                    "Porcelain",
                    "Glass",
                    "Enamel",
                    "Bamboo",
                    "Terracotta",
                ],
                variants: [
                    "Single", "Set of 2", "Set of 4", "Set of 6", "Small", "Large",
                ],
                kinds: [
                    kind("Mugs", "Mug", 9),
                    kind("Plates", "Plate", 12),
                    kind("Bowls", "Bowl", 11),
                    kind("Teapots", "Teapot", 32),
                ],
            },
            Category {
                name: "Cookware",
                styles: [
                    "Non-stick",
                    "Induction",
                    "Classic",
                    "Professional",
                    "Lidded",
                    "Shallow",
                    "Deep",
                    "Stackable",
                ],
                materials: [
                    "Steel",
                    "Cast Iron",
                    "Copper",
                    "Aluminium",
                    "Carbon Steel",
                    "Ceramic",
                ],
                variants: ["16 cm", "20 cm", "24 cm", "28 cm", "3 l", "5 l"],
                kinds: [
                    kind("Pans", "Pan", 38),
                    kind("Pots", "Pot", 49),
                    kind("Roasters", "Roaster", 59),
                    kind("Woks", "Wok", 44),
                ],
            },
            Category {
                name: "Coffee",
                styles: [
                    "Compact",
                    "Manual",
                    "Barista",
                    "Travel",
                    "Retro",
                    "Slim",
                    "Quiet",
                    "Double-walled",
                ],
                materials: ["Steel", "Glass", "Walnut", "Brass", "Ceramic", "Chrome"],
                variants: ["2 Cups", "4 Cups", "6 Cups", "300 ml", "600 ml", "1 l"],
                kinds: [
                    kind("Grinders", "Coffee Grinder", 64),
                    kind("French Presses", "French Press", 29),
                    kind("Drippers", "Dripper", 18),
                    kind("Kettles", "Kettle", 52),
                ],
            },
        ],
    },
    Department {
        name: "Living",
        categories: [
            Category {
                name: "Textiles",
                styles: [
                    "Quilted",
                    "Woven",
                    "Fringed",
                    "Waffle",
                    "Chunky",
                    "Patterned",
                    "Soft",
                    "Tufted",
                ],
                materials: ["Linen", "Cotton", "Wool", "Velvet", "Jute", "Boucle"],
                variants: [
                    "40 x 40",
                    "50 x 50",
                    "130 x 170",
                    "150 x 200",
                    "60 x 120",
                    "Round",
                ],
                kinds: [
                    kind("Cushions", "Cushion", 24),
                    kind("Throws", "Throw", 48),
                    kind("Rugs", "Rug", 95),
                    kind("Curtains", "Curtain", 42),
                ],
            },
            Category {
                name: "Lighting",
                styles: [
                    "Arched",
                    "Dimmable",
                    "Industrial",
                    "Nordic",
                    "Clip-on",
                    "Globe",
                    "Foldable",
                    "Tripod",
                ],
                materials: ["Oak", "Brass", "Paper", "Steel", "Rattan", "Opal Glass"],
                variants: ["20 cm", "35 cm", "50 cm", "E14", "E27", "LED"],
                kinds: [
                    kind("Table Lamps", "Table Lamp", 58),
                    kind("Pendants", "Pendant Lamp", 84),
                    kind("Floor Lamps", "Floor Lamp", 119),
                    kind("Lanterns", "Lantern", 22),
                ],
            },
            Category {
                name: "Decoration",
                styles: [
                    "Minimal",
                    "Vintage",
                    "Botanical",
                    "Geometric",
                    "Carved",
                    "Scented",
                    "Tall",
                    "Round",
                ],
                materials: ["Ceramic", "Walnut", "Brass", "Glass", "Marble", "Beeswax"],
                variants: [
                    "Small", "Medium", "Large", "Set of 2", "Set of 3", "Gift Box",
                ],
                kinds: [
                    kind("Vases", "Vase", 27),
                    kind("Candles", "Candle", 16),
                    kind("Frames", "Picture Frame", 19),
                    kind("Mirrors", "Mirror", 65),
                ],
            },
        ],
    },
    Department {
        name: "Outdoor",
        categories: [
            Category {
                name: "Garden",
                styles: [
                    "Ergonomic",
                    "Telescopic",
                    "Heavy-duty",
                    "Light",
                    "Compact",
                    "Sharp",
                    "Foldable",
                    "Frost-proof",
                ],
                materials: ["Ash", "Steel", "Terracotta", "Zinc", "Teak", "Recycled"],
                variants: ["Small", "Medium", "Large", "10 l", "20 l", "Set of 3"],
                kinds: [
                    kind("Planters", "Planter", 26),
                    kind("Pruners", "Pruner", 31),
                    kind("Watering Cans", "Watering Can", 23),
                    kind("Trowels", "Trowel", 14),
                ],
            },
            Category {
                name: "Camping",
                styles: [
                    "Ultralight",
                    "Family",
                    "Trekking",
                    "Four-season",
                    "Inflatable",
                    "Pop-up",
                    "Insulated",
                    "Rugged",
                ],
                materials: [
                    "Ripstop",
                    "Canvas",
                    "Down",
                    "Aluminium",
                    "Titanium",
                    "Fleece",
                ],
                variants: [
                    "1 Person",
                    "2 Persons",
                    "4 Persons",
                    "Regular",
                    "Long",
                    "Wide",
                ],
                kinds: [
                    kind("Tents", "Tent", 210),
                    kind("Sleeping Bags", "Sleeping Bag", 120),
                    kind("Stoves", "Stove", 55),
                    kind("Mats", "Sleeping Mat", 68),
                ],
            },
            Category {
                name: "Cycling",
                styles: [
                    "Aero",
                    "Commuter",
                    "Gravel",
                    "Reflective",
                    "Waterproof",
                    "Junior",
                    "Ventilated",
                    "Padded",
                ],
                materials: ["Leather", "Mesh", "Carbon", "Alloy", "Merino", "Nylon"],
                variants: ["S", "M", "L", "XL", "700C", "26 in"],
                kinds: [
                    kind("Helmets", "Bike Helmet", 72),
                    kind("Bike Lights", "Bike Light", 34),
                    kind("Saddles", "Saddle", 61),
                    kind("Panniers", "Pannier", 79),
                ],
            },
        ],
    },
    Department {
        name: "Fashion",
        categories: [
            Category {
                name: "Tops",
                styles: [
                    "Slim",
                    "Relaxed",
                    "Oversized",
                    "Cropped",
                    "Ribbed",
                    "Striped",
                    "Henley",
                    "Boxy",
                ],
                materials: ["Cotton", "Linen", "Merino", "Jersey", "Flannel", "Denim"],
                variants: ["XS", "S", "M", "L", "XL", "XXL"],
                kinds: [
                    kind("T-Shirts", "T-Shirt", 22),
                    kind("Shirts", "Shirt", 49),
                    kind("Sweaters", "Sweater", 69),
                    kind("Hoodies", "Hoodie", 59),
                ],
            },
            Category {
                name: "Shoes",
                styles: [
                    "Low-top", "High-top", "Chelsea", "Trail", "Lined", "Slip-on", "Platform",
                    "Classic",
                ],
                materials: ["Suede", "Leather", "Canvas", "Knit", "Nubuck", "Vegan"],
                variants: ["37", "38", "40", "41", "43", "44"],
                kinds: [
                    kind("Sneakers", "Sneaker", 89),
                    kind("Boots", "Boot", 139),
                    kind("Sandals", "Sandal", 54),
                    kind("Loafers", "Loafer", 99),
                ],
            },
            Category {
                name: "Bags",
                styles: [
                    "Everyday",
                    "Weekend",
                    "Crossbody",
                    "Roll-top",
                    "Foldable",
                    "Structured",
                    "Quilted",
                    "Sling",
                ],
                materials: ["Canvas", "Leather", "Nylon", "Felt", "Cork", "Corduroy"],
                variants: ["Mini", "8 l", "16 l", "24 l", "32 l", "Laptop 14"],
                kinds: [
                    kind("Backpacks", "Backpack", 85),
                    kind("Totes", "Tote", 39),
                    kind("Wallets", "Wallet", 35),
                    kind("Duffels", "Duffel Bag", 94),
                ],
            },
        ],
    },
    Department {
        name: "Electronics",
        categories: [
            Category {
                name: "Audio",
                styles: [
                    "Wireless",
                    "Noise-cancelling",
                    "Studio",
                    "Sport",
                    "Portable",
                    "Hi-fi",
                    "Waterproof",
                    "Foldable",
                ],
                materials: [
                    "Aluminium",
                    "Walnut",
                    "Fabric",
                    "Graphite",
                    "Bamboo",
                    "Leather",
                ],
                variants: ["Mini", "Plus", "Pro", "Gen 2", "Gen 3", "Lite"],
                kinds: [
                    kind("Headphones", "Headphones", 149),
                    kind("Earbuds", "Earbuds", 89),
                    kind("Speakers", "Speaker", 119),
                    kind("Turntables", "Turntable", 229),
                ],
            },
            Category {
                name: "Computing",
                styles: [
                    "Mechanical",
                    "Silent",
                    "Low-profile",
                    "Vertical",
                    "Backlit",
                    "Compact",
                    "Full-size",
                    "Ergonomic",
                ],
                materials: [
                    "Aluminium",
                    "Resin",
                    "Oak",
                    "Magnesium",
                    "Silicone",
                    "Steel",
                ],
                variants: ["60 %", "75 %", "USB-C", "Bluetooth", "27 in", "32 in"],
                kinds: [
                    kind("Keyboards", "Keyboard", 99),
                    kind("Mice", "Mouse", 49),
                    kind("Monitors", "Monitor", 289),
                    kind("Docks", "Dock", 129),
                ],
            },
            Category {
                name: "Phone Accessories",
                styles: [
                    "Slim", "Magnetic", "Rugged", "Clear", "Braided", "Fast", "Foldable", "Wallet",
                ],
                materials: ["Silicone", "Leather", "Aramid", "Nylon", "Glass", "Cork"],
                variants: ["1 m", "2 m", "20 W", "65 W", "Mini", "Max"],
                kinds: [
                    kind("Cases", "Phone Case", 25),
                    kind("Chargers", "Charger", 35),
                    kind("Cables", "Cable", 15),
                    kind("Stands", "Phone Stand", 29),
                ],
            },
        ],
    },
    Department {
        name: "Children",
        categories: [
            Category {
                name: "Toys",
                styles: [
                    "Stacking",
                    "Musical",
                    "Magnetic",
                    "Pull-along",
                    "Classic",
                    "Puzzle",
                    "Soft",
                    "Rainbow",
                ],
                materials: ["Beech", "Plush", "Organic", "Cardboard", "Felt", "Birch"],
                variants: [
                    "12 Pieces",
                    "24 Pieces",
                    "50 Pieces",
                    "Starter",
                    "Deluxe",
                    "Travel",
                ],
                kinds: [
                    kind("Blocks", "Building Blocks", 34),
                    kind("Dolls", "Doll", 29),
                    kind("Trains", "Train Set", 56),
                    kind("Puzzles", "Puzzle", 18),
                ],
            },
            Category {
                name: "Crafts",
                styles: [
                    "Washable", "Metallic", "Jumbo", "Pastel", "Fine", "Beginner", "Neon",
                    "Natural",
                ],
                materials: ["Wax", "Paper", "Clay", "Wooden", "Acrylic", "Cotton"],
                variants: [
                    "8 Colours",
                    "12 Colours",
                    "24 Colours",
                    "A4",
                    "A3",
                    "Refill",
                ],
                kinds: [
                    kind("Crayons", "Crayons", 8),
                    kind("Sketchbooks", "Sketchbook", 13),
                    kind("Paints", "Paint Set", 21),
                    kind("Craft Kits", "Craft Kit", 27),
                ],
            },
            Category {
                name: "Bedroom",
                styles: [
                    "Starry",
                    "Animal",
                    "Checked",
                    "Muslin",
                    "Reversible",
                    "Glowing",
                    "Padded",
                    "Woodland",
                ],
                materials: ["Cotton", "Bamboo", "Fleece", "Wooden", "Muslin", "Rattan"],
                variants: [
                    "0-12 Months",
                    "1-3 Years",
                    "4-6 Years",
                    "70 x 140",
                    "90 x 200",
                    "Set of 2",
                ],
                kinds: [
                    kind("Night Lights", "Night Light", 28),
                    kind("Bed Linen", "Bed Linen", 39),
                    kind("Blankets", "Baby Blanket", 33),
                    kind("Toy Boxes", "Toy Box", 62),
                ],
            },
        ],
    },
];
