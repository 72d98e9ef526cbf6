//! Light: candles, lanterns, lamps, incense.

use super::super::drawing::Object;
use super::super::drawing::Panel::Body;
use super::super::drawing::Stage::{Float, Stand};

pub(super) const OBJECTS: &[Object] = &[
    Object {
        words: "CANDLE, PILLAR CANDLE, VOTIVE, VOTIVE CANDLE, VOTIVES, SCENTED CANDLE, PILLAR, CUBE CANDLE, BOXED CANDLES, CHOCOLATE CANDLE",
        stage: Stand,
        slots: &[(100, 122, 34)],
        panel: Body,
        spare: "",
        art: r##"<circle cx="100" cy="52" r="26" fill="#ffe6a8" opacity=".6"/><ellipse cx="100" cy="154" rx="48" ry="8" fill="@c"/><path d="M74 84v66q26 10 52 0V84z" fill="@p"/><ellipse cx="100" cy="84" rx="26" ry="8" fill="@l"/><path d="M100 84V68" stroke="@k" stroke-width="3.5"/><path d="M100 32c13 16 13 26 6 34q-6 5-12 0c-7-8-5-18 6-34z" fill="@o"/><path d="M100 48c6 9 6 15 0 18-6-3-6-9 0-18z" fill="#fff0b8"/>"##,
    },
    Object {
        words: "CANDLES, DINNER CANDLES, CAKE CANDLES, PARTY CANDLES, CANDLESTICK, CANDLESTICKS, CANDELABRA, CANDLESTAND, FORK CANDLES, TAPER",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 36c8 12 8 18 0 22-8-4-8-10 0-22zM60 56c8 12 8 18 0 22-8-4-8-10 0-22zm80 0c8 12 8 18 0 22-8-4-8-10 0-22z" fill="@o"/><path d="M93 60h14v50H93zM53 80h14v32H53zm80 0h14v32h-14z" fill="@p"/><path d="M46 110h28v8H46zm80 0h28v8h-28zM86 106h28v8H86z" fill="@y"/><path d="M60 118q0 20 40 20t40-20M100 114v36" fill="none" stroke="@y" stroke-width="7"/><path d="M74 150h52q6 2 8 10H66q2-8 8-10z" fill="@y"/>"##,
    },
    Object {
        words: "T-LIGHT HOLDER, T-LIGHT, T-LIGHTS, TEALIGHT, CANDLE HOLDER, CANDLEHOLDER, CANDLE POT, CANDLEPOT, T-LIGHT GLASS, CANDLE BOWL, T-LIGHT HOLDERS, TLIGHT, CANDLE LAMP, NIGHT LIGHT, HURRICANE LAMP, CANDLE PLATE, TEA LIGHT",
        stage: Stand,
        slots: &[(100, 122, 46)],
        panel: Body,
        spare: "",
        art: r##"<circle cx="100" cy="70" r="34" fill="#ffe6a8" opacity=".65"/><path d="M100 42c12 16 12 26 6 33q-6 5-12 0c-6-7-5-17 6-33z" fill="@o"/><path d="M100 58c6 9 5 14 0 17-5-3-6-8 0-17z" fill="#fff0b8"/><path d="M100 76v14" stroke="@k" stroke-width="3"/><path d="M56 86h88l-10 62q-2 12-14 12H80q-12 0-14-12z" fill="@p"/><path d="M52 82h96v11H52z" fill="@b"/><path d="M68 102l5 36" stroke="@l" stroke-width="5" stroke-linecap="round" opacity=".6"/>"##,
    },
    Object {
        words: "LANTERN, LANTERNS, METAL LANTERN, TORCH, STORM LANTERN",
        stage: Stand,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<circle cx="100" cy="42" r="11" fill="none" stroke="@b" stroke-width="5"/><path d="M86 54h28l24 26H62z" fill="@a"/><path d="M64 80h72v70H64z" fill="#ffe9b4"/><circle cx="100" cy="108" r="20" fill="#fff6d6"/><path d="M90 122h20v26H90z" fill="@l"/><path d="M100 96c8 11 8 18 0 24-8-6-8-13 0-24z" fill="@o"/><path d="M64 80h72v70H64zM82 80v70m36-70v70" fill="none" stroke="@a" stroke-width="6"/><path d="M54 148h92v12H54z" fill="@b"/><path d="M58 76h84v8H58z" fill="@b"/>"##,
    },
    Object {
        words: "PAPER LANTERN, PAPER LANTERNS, HONEYCOMB, PAPER BALL, PAPER BALLS, LAMPSHADE, SHADE, HONEYCOMB GARLAND, PAPER SHADE",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 0v46M100 154v26" stroke="@k" stroke-width="2.5"/><circle cx="100" cy="100" r="56" fill="@p"/><path d="M100 44c-30 20-30 92 0 112m0-112c30 20 30 92 0 112M100 44c-66 20-66 92 0 112m0-112c66 20 66 92 0 112M100 44v112" fill="none" stroke="@b" stroke-width="3"/><path d="M86 42h28v8H86zm0 108h28v8H86z" fill="@c"/><path d="M94 160h12l4 26H90z" fill="@c"/>"##,
    },
    Object {
        words: "LAMP, TABLE LAMP, DESK LAMP, LIGHT, READING LIGHT",
        stage: Stand,
        slots: &[(100, 72, 30)],
        panel: Body,
        spare: "",
        art: r##"<path d="M66 100l-20 40h108l-20-40z" fill="#ffe9b4" opacity=".5"/><path d="M95 98h10v44H95z" fill="@w"/><path d="M72 44h56l20 56H52z" fill="@p"/><path d="M52 100q48 10 96 0l-3-9q-45 9-90 0z" fill="@c"/><circle cx="100" cy="128" r="12" fill="@c"/><path d="M72 150q28-16 56 0v10H72z" fill="@c"/>"##,
    },
    Object {
        words: "LIGHTS, FAIRY LIGHTS, LIGHTBULB, UBO-LIGHT, STRING LIGHTS, PARTY LIGHTS, LIGHT GARLAND, ART LIGHTS, CHILLI LIGHTS",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M0 54q40 46 76 30t60 8 64-20" fill="none" stroke="@k" stroke-width="3.5"/><g id="q"><path d="M22 76h14v12H22z" fill="@k"/><circle cx="29" cy="106" r="24" fill="#ffe9b4" opacity=".55"/><path d="M22 88h14q10 14 6 24-4 14-13 18-9-4-13-18-4-10 6-24z" fill="@p"/><path d="M23 100q0 8 4 12" stroke="@l" stroke-width="4" stroke-linecap="round" fill="none"/></g><use href="#q" x="46" y="8"/><use href="#q" x="96" y="10"/><use href="#q" x="142" y="6"/>"##,
    },
    Object {
        words: "CHANDELIER, HANGING LAMP, CEILING",
        stage: Float,
        slots: &[],
        panel: Body,
        spare: "",
        art: r##"<path d="M100 0v60" stroke="@k" stroke-width="3"/><path d="M100 120V60m0 60q-50 8-52-30m52 30q50 8 52-30m-52 26q-26 6-28-20m28 20q26 6 28-20" fill="none" stroke="@a" stroke-width="5"/><path d="M42 70h12v20H42zm104 0h12v20h-12zM67 78h10v18H67zm56 0h10v18h-10z" fill="@l"/><path d="M48 54q7 10 0 16-7-6 0-16zm104 0q7 10 0 16-7-6 0-16zM72 62q7 10 0 16-7-6 0-16zm56 0q7 10 0 16-7-6 0-16z" fill="@o"/><path d="M100 120l9 14-9 14-9-14zm-44-6l7 11-7 11-7-11zm88 0 7 11-7 11-7-11z" fill="@c"/>"##,
    },
    Object {
        words: "INCENSE, JOSS STICKS, INCENSE STICKS, OIL BURNER, BURNER, SANDALWOOD, FRAGRANCE",
        stage: Stand,
        slots: &[(100, 132, 34)],
        panel: Body,
        spare: "",
        art: r##"<path d="M84 112L66 44M94 112l-6-76m18 76 8-74m2 74 24-66" stroke="@w" stroke-width="4.5" stroke-linecap="round"/><path d="M66 44l4 18m18-26 1 18m25-16-2 18m28-10-6 16" stroke="@c" stroke-width="6.5" stroke-linecap="round"/><path d="M60 108h80l-8 52H68z" fill="@p"/><path d="M56 102h88v11H56z" fill="@b"/>"##,
    },
    Object {
        words: "MATCHES, MATCHBOX, TUBE MATCHES",
        stage: Stand,
        slots: &[(100, 132, 38)],
        panel: Body,
        spare: "",
        art: r##"<path d="M74 96l-8-44m22 44-2-52m16 52 2-54m12 54 8-50m6 50 16-42" stroke="@w" stroke-width="6"/><path d="M66 50v1m20-9v1m18-3v1m20 3v1m22 7v1" stroke="@r" stroke-width="13" stroke-linecap="round"/><path d="M56 92h88v68H56z" fill="@p"/><path d="M56 92h88v10H56z" fill="@c"/>"##,
    },
];
