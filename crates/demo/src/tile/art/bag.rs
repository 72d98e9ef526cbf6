//! Bags and what travels in them.

use super::super::drawing::Object;
use super::super::drawing::Panel::Body;
use super::super::drawing::Stage::{Float, Stand};

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "BAG, BAGS, TOTE, TOTE BAG, SHOPPER, SHOPPING BAG, JUMBO BAG, SHOULDER BAG, RECYCLING BAG, STORAGE BAG, CANDY BAG, CHARLOTTE BAG, COTTON TOTE BAG, JUMBO SHOPPER, JUMBO STORAGE BAG",
        stage: Stand,
        slots: &[(100, 122, 54)],
        panel: Body,
        spare: "",
        art: r##"<path d="M72 90q0-52 28-52t28 52" fill="none" stroke="@b" stroke-width="8"/><path d="M52 82h96l10 70q1 8-7 8H49q-8 0-7-8z" fill="@p"/><path d="M52 82h96l2 12H50z" fill="@b" opacity=".65"/><path d="M72 104q0-50 28-50t28 50" fill="none" stroke="@c" stroke-width="8" stroke-linecap="round"/>"##,
    },
    Object {
        words: "LUNCH BAG, PICNIC BAG, COOL BAG, COOLER, LUNCH",
        stage: Stand,
        slots: &[(100, 124, 46)],
        panel: Body,
        spare: "",
        art: r##"<path d="M78 58q0-24 22-24t22 24" fill="none" stroke="@c" stroke-width="8"/><path d="M50 78q0-24 24-24h52q24 0 24 24v70q0 12-12 12H62q-12 0-12-12z" fill="@p"/><path d="M50 90V78q0-24 24-24h52q24 0 24 24v12q-50 14-100 0z" fill="@c"/><rect x="90" y="84" width="20" height="18" rx="5" fill="@l"/>"##,
    },
    Object {
        words: "HANDBAG, HANDBAGS, CLUTCH, EVENING BAG, DISCO HANDBAG, CARPET BAG, AIRLINE BAG, DOCTOR'S BAG, SADDLE BAG",
        stage: Stand,
        slots: &[(100, 130, 38)],
        panel: Body,
        spare: "",
        art: r##"<path d="M66 96q-4-54 34-54t34 54" fill="none" stroke="@d" stroke-width="8"/><path d="M44 106q2-18 20-18h72q18 0 20 18l8 40q2 14-12 14H48q-14 0-12-14z" fill="@p"/><path d="M62 86h76v14H62z" fill="@b"/><circle cx="94" cy="84" r="7" fill="@y"/><circle cx="107" cy="84" r="7" fill="@y"/>"##,
    },
    Object {
        words: "PURSE, PURSES, COIN PURSE",
        stage: Stand,
        slots: &[(100, 126, 44)],
        panel: Body,
        spare: "",
        art: r##"<path d="M54 86h92q30 74-46 74T54 86z" fill="@p"/><path d="M50 90q0-32 50-32t50 32z" fill="@y"/><path d="M60 86q4-18 40-18t40 18z" fill="@p"/><circle cx="92" cy="54" r="9" fill="@y"/><circle cx="109" cy="54" r="9" fill="#c89334"/>"##,
    },
    Object {
        words: "WALLET, WALLETS, CARD HOLDER, CARDHOLDER, TRAVEL CARD WALLET, PASSPORT, PASSPORT HOLDER, TICKET HOLDER, GLASSES CASE, SPECTACLE CASE, VIPPASSPORT, PENCIL CASE, EYE MASK, SEWING CASE, PHONE, TISSUE HOLDER",
        stage: Float,
        slots: &[(94, 108, 48)],
        panel: Body,
        spare: "",
        art: r##"<path d="M70 44h74v60H70z" fill="#fffaf0"/><path d="M78 52h58v10H78z" fill="@c"/><rect x="38" y="66" width="124" height="90" rx="12" fill="@d"/><rect x="38" y="62" width="124" height="90" rx="12" fill="@p"/><rect x="45" y="69" width="110" height="76" rx="7" fill="none" stroke="@l" stroke-width="2.5" stroke-dasharray="6 4"/><path d="M140 96h28q5 0 5 6v10q0 6-5 6h-28q-10 0-10-11t10-11z" fill="@c"/><circle cx="146" cy="107" r="5" fill="@y"/>"##,
    },
    Object {
        words: "SUITCASE, LUGGAGE, HOLDALL, TRAVEL BAG, BRIEFCASE, VANITY CASE",
        stage: Stand,
        slots: &[(100, 118, 34)],
        panel: Body,
        spare: "PLANE",
        art: r##"<path d="M80 78V62q0-8 8-8h24q8 0 8 8v16" fill="none" stroke="@d" stroke-width="8"/><rect x="36" y="76" width="128" height="84" rx="13" fill="@p"/><path d="M58 76h14v84H58zm70 0h14v84h-14z" fill="@c"/><path d="M60 104h10v10H60zm70 0h10v10h-10z" fill="@y"/>"##,
    },
    Object {
        words: "BACKPACK, RUCKSACK, SATCHEL, SCHOOL BAG",
        stage: Stand,
        slots: &[(100, 86, 36)],
        panel: Body,
        spare: "",
        art: r##"<path d="M88 46V34q0-6 12-6t12 6v12" fill="none" stroke="@d" stroke-width="7"/><path d="M40 100h16v46H48q-8 0-8-8zm104 0h16v38q0 8-8 8h-8z" fill="@d"/><path d="M52 92q0-50 48-50t48 50v54q0 14-14 14H66q-14 0-14-14z" fill="@p"/><rect x="66" y="112" width="68" height="38" rx="10" fill="@c"/><path d="M66 124h68" stroke="@d" stroke-width="4"/><path d="M94 122h12v10H94z" fill="@y"/>"##,
    },
    Object {
        words: "WASHBAG, WASHBAGS, WASH BAG, COSMETIC BAG, COSMETICS BAG, MAKE-UP BAG, MAKEUP BAG, COSMETIC, MAKE UP, TOILETRY, PENCIL POUCH, POUCH, ZIP",
        stage: Stand,
        slots: &[(100, 126, 46)],
        panel: Body,
        spare: "",
        art: r##"<path d="M48 84q52-12 104 0 16 34 8 64-2 12-16 12H56q-14 0-16-12-8-30 8-64z" fill="@p"/><path d="M46 92q54-14 108 0" fill="none" stroke="@y" stroke-width="6"/><path d="M46 92q54-14 108 0" fill="none" stroke="@k" stroke-width="2" stroke-dasharray="3 3"/><path d="M144 90l20 8-3 22h-9z" fill="@c"/><path d="M46 146q54 8 108 0" stroke="@b" stroke-width="3" fill="none"/>"##,
    },
    Object {
        words: "UMBRELLA, PARASOL, FOOD COVER, PARASOLS, COCKTAIL PARASOLS, RAIN HAT, PONCHO, RAIN PONCHO, FOLDING UMBRELLA",
        stage: Float,
        slots: &[(100, 76, 32)],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 96v60q0 14-13 14t-13-12" fill="none" stroke="@w" stroke-width="7" stroke-linecap="round"/><path d="M100 34V24" stroke="@w" stroke-width="6" stroke-linecap="round"/><path d="M26 106c4-98 144-98 148 0-12-13-25-13-37 0-12-13-25-13-37 0-12-13-25-13-37 0-12-13-25-13-37 0z" fill="@p"/><path d="M100 32q-34 26-37 74m37-74q34 26 37 74" fill="none" stroke="@b" stroke-width="3" opacity=".8"/>"##,
    },
];
