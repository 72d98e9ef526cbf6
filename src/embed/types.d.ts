/** What happened, named as in GA4. */
export type EventKind =
  | "view_item"
  | "add_to_wishlist"
  | "add_to_cart"
  | "remove_from_cart"
  | "purchase";

export type PlacementName =
  | "home"
  | "product"
  | "cart"
  | "category"
  | "search"
  | "order-confirmation"
  | "not-found";

/** What a shelf is filled with. */
export type StrategyName =
  | "for-you"
  | "similar"
  | "goes-with"
  | "completes-basket"
  | "free-shipping"
  | "continue"
  | "left-in-basket"
  | "buy-again"
  | "since-last-visit"
  | "new"
  | "popular";

export type ConsentState = "unknown" | "granted" | "denied";

/**
 * An event held in this browser. `time` is in milliseconds since 1970, `visit` counts visits from 1.
 */
export interface ShopperEvent {
  id: number;
  kind: EventKind;
  item: string;
  time: number;
  visit: number;
}

export interface RecommendationRequest {
  /** Default: "home". */
  placement?: PlacementName;
  /** The item the page shows. */
  item?: string;
  /** 1 to 50, default 8. */
  limit?: number;
  /** Default: what is usual for the placement. */
  strategy?: StrategyName;
  /** Items that are not wanted, because the page shows them elsewhere for example. */
  exclude?: string[];
  /** From what value of the cart on shipping is free, in the currency's units. */
  freeShipping?: number;
  /** What the cart is worth, in the currency's units. */
  cartValue?: number;
}

/**
 * A part of a score. `event` is null where no event stands behind it. "…_together": enough shoppers
 * had the two items together; "…_alike": each was often had with the same other items.
 */
export interface Contribution {
  kind: "bought_together" | "bought_alike" | "viewed_together" | "viewed_alike" | "similar" | "popular";
  event: number | null;
  /** The item of the event or of the page. */
  item: string | null;
  value: number;
}

export interface Recommendation {
  item: string;
  title: string;
  url: string | null;
  image: string | null;
  price: { amount: number; currency: string } | null;
  /** The price before a reduction, and what buyers think (stars of 5; a count of 0 is not known). */
  regularPrice: { amount: number; currency: string } | null;
  rating: { value: number; count: number } | null;
  /** The sum of the contributions' values, exactly. */
  score: number;
  contributions: Contribution[];
  /**
   * What decided its place: the score; the score, once better ones too much like others had made
   * room; being something different; being the latest the shopper dealt with; being new; or
   * popularity alone.
   */
  place: "score" | "variety" | "different" | "latest" | "newest" | "popularity";
  /**
   * The smallest set of events without which the item would move down or off the shelf, looked for among the
   * eight that count most; beyond three events they are added in their order. For an item
   * that is not on the shelf (`explain`): the event that contributes most.
   */
  because: number[];
  /** The same in words. */
  reason: string;
}

export interface ExportedData {
  format: "whyshelf-export";
  version: 1;
  consent: ConsentState;
  paused: boolean;
  /** Number of the next event, and of the newest visit. */
  next: number;
  visit: number;
  events: ShopperEvent[];
  /** What is not to be shown, whether shelves leave out what the shopper did, and what is to come forward. */
  preferences: {
    items: string[];
    categories: string[];
    brands: string[];
    impersonal: boolean;
    wishes: {
      price: "any" | "cheaper" | "much-cheaper";
      novelty: "new" | "any" | "known";
      stock: "any" | "soon" | "now";
    };
  };
}

/** A fact of the page's product and which source said so. */
export interface PageFact {
  value: string;
  source: SignalSource;
}

export type SignalSource =
  | "api" | "attributes" | "json-ld" | "microdata" | "open-graph" | "gtm" | "gtag"
  | "enhanced-ecommerce" | "shopify" | "cart-form" | "woocommerce" | "woocommerce-blocks" | "adobe";

/** What a merchant asks for when something does not work. */
export interface DebugView {
  consent: { state: ConsentState; by: string | null; sources: { source: string; says: ConsentState }[] };
  storage: { open: boolean; lost: number; paused: boolean; gift: boolean; keepDays: number; visitMinutes: number };
  files: { url: string; bytes: number; verified: boolean; milliseconds: number }[];
  problem: string | null;
  page: {
    product: {
      /** Everything the page calls it, best first. */
      names: string[];
      id: PageFact | null;
      title: PageFact | null;
      brand: PageFact | null;
      price: PageFact | null;
      currency: PageFact | null;
      /** A term of schema.org: "InStock", "OutOfStock", "PreOrder", … */
      availability: PageFact | null;
      category: PageFact | null;
      image: PageFact | null;
    } | null;
    context: {
      device: "phone" | "tablet" | "desktop";
      /** 0 to 23. */
      hour: number;
      market: string | null;
      currency: string | null;
    };
    /** Visible time in milliseconds, and hundredths of the page that were seen. */
    attention: { dwell: number; depth: number };
  };
  events: ShopperEvent[];
  /** Events about items that the fetched part of the pack does not know. */
  unknown: number;
  /** The last hundred reports that an event stands for, with its number. */
  signals: { source: SignalSource; kind: EventKind; item: string; event: number }[];
  /** The last hundred reports that became no event, and how many there were in all. */
  dropped: { source: SignalSource; reason: string; what: string }[];
  droppedCount: number;
  /** Milliseconds that each step took the last time: reading markup, device and pack, asking for consent, ranking. */
  timings: Partial<Record<"markup" | "device" | "pack" | "consent" | "rank", number>>;
}
