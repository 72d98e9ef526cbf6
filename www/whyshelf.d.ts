// The public face of whyshelf.js: `window.whyshelf`, and the same functions as module exports.
import type {
  ConsentState, DebugView, EventKind, ExportedData, Recommendation, RecommendationRequest, ShopperEvent,
} from "./whyshelf_glue.js";

export type {
  ConsentState, Contribution, DebugView, EventKind, ExportedData, PlacementName, Recommendation,
  RecommendationRequest, ShopperEvent, StrategyName,
} from "./whyshelf_glue.js";

export interface Whyshelf {
  /** Records an event; resolves to its id, or to null while recording is paused. */
  record(event: { kind: EventKind; item: string }): Promise<number | null>;
  /** Every event held, oldest first. */
  events(): Promise<ShopperEvent[]>;
  recommend(request?: RecommendationRequest): Promise<Recommendation[]>;
  /** One item's score, on the shelf or not; `request` names the shelf that is meant. */
  explain(item: string, request?: RecommendationRequest): Promise<Recommendation>;
  /**
   * Forgets one event, those of a category (a path, the steps parted by " > "), of a brand or of the
   * last minutes, or "all", the permission to remember included; resolves to whether there was one.
   */
  forget(
    what: number | "all" | { category: string } | { brand: string } | { lastMinutes: number },
  ): Promise<boolean>;
  /** Stops recording, or resumes it with `false`. */
  pause(on?: boolean): Promise<void>;
  /** Anything but "granted" erases what is kept on this device. */
  setConsent(state: ConsentState): Promise<void>;
  /** Begins a visit for somebody else, or ends it with `false`: it leaves no trace. */
  gift(on?: boolean): Promise<void>;
  exportData(): Promise<ExportedData>;
  /** Replaces everything held by what `exportData` returned once. */
  importData(data: ExportedData): Promise<void>;
  /** What the page has told and what became of it; `?whyshelf-debug` shows it as a live log. */
  debug(): Promise<DebugView>;
  /** How every shelf is chosen, in paragraphs for the shop's legal page, in the page's language. */
  policy(): Promise<string[]>;
}

declare global {
  interface Window {
    readonly whyshelf: Whyshelf;
  }
}

export declare const record: Whyshelf["record"];
export declare const events: Whyshelf["events"];
export declare const recommend: Whyshelf["recommend"];
export declare const explain: Whyshelf["explain"];
export declare const forget: Whyshelf["forget"];
export declare const pause: Whyshelf["pause"];
export declare const gift: Whyshelf["gift"];
export declare const setConsent: Whyshelf["setConsent"];
export declare const exportData: Whyshelf["exportData"];
export declare const importData: Whyshelf["importData"];
export declare const debug: Whyshelf["debug"];
export declare const policy: Whyshelf["policy"];
