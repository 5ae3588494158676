// Shapes that modules share, and globals that no module declares.

/** What Python passes to a script. Each script is passed only what its own modules read. */
declare const CONFIG: {
  /** Address of plotly.js, relative to the script. */
  plotly: string;
  /** The dark colour for each light one. */
  dark: Record<string, string>;
  /** Path of the site. */
  base: string;
  languages: string[];
  /** By language: pairs of Streamlit's text, with its parts in braces, and ours. */
  words: Record<string, [theirs: string, ours: string][]>;
  /** By language: what is said while the connection is lost. */
  lost: Record<string, string>;
};

/** The URL that the script was loaded from. */
declare const SCRIPT_URL: string;

/** A chart card, with what modules note of it. */
interface Card {
  root: HTMLElement;
  /** Texts of the status line. */
  messages: Record<string, string>;
  /** Return the first element of the card that matches. Throws an Error if there is none. */
  find<T extends HTMLElement = HTMLElement>(selector: string): T;
  /** Return the first element of the card that matches, or null. */
  query<T extends HTMLElement = HTMLElement>(selector: string): T | null;
  /** Requests that it waits for. */
  pending: Set<PendingRequest>;
  statusTimer?: number;
  data?: ChartData;
  /** Where `data` is from: a URL, or the JSON in the card's own attribute. */
  source?: string;
  /** The URL of what the filters ask for now. */
  wantedUrl?: string;
  /** Resolves once the chart is interactive, or has failed to become so. */
  activation?: Promise<void>;
  hasFailed?: boolean;
  /** The latest key or click, which waits for the chart to be interactive. */
  queuedAction?: () => void;
  /** Where the mouse is over a chart that is not interactive yet. */
  pointer?: Position;
  /** Whether a press began before the chart was interactive. */
  isPressed?: boolean;
  /** The highlighted point. */
  point?: ChartPoint;
  /** When it was last touched, as `Event.timeStamp`. */
  touchTime?: number;
  drawn?: { figure: Figure; width: number };
  resizeObserver?: ResizeObserver;
}

interface PendingRequest {
  /** Whether its answer changes what the card shows. */
  isUpdate: boolean;
  isSlow: boolean;
}

/** In CSS pixels, from the corner of the window. */
interface Position {
  x: number;
  y: number;
}

/** `/charts/<chart>.json` */
interface ChartData {
  chart: string;
  /** Differs wherever what is shown differs. */
  state: string;
  html: string;
  figures: Record<ScreenSize, Figure> | null;
  /** By the id of a point. */
  details?: Record<string, PointDetail>;
  /** SVG as HTML, where the page could not bring it. */
  images?: string;
}

type ScreenSize = "narrow" | "medium" | "wide";

interface PointDetail {
  lines: TextPart[][];
  link: string;
  /** Text of the link. */
  open: string;
}

interface TextPart {
  text: string;
  language?: string;
  link?: string;
}

/** A point, with its place in CSS pixels from the corner of the plot. */
interface ChartPoint extends PlotlyPoint, Position {
  text: string;
}

/** A row of a table of records. */
interface RecordRow {
  body: HTMLTableSectionElement;
  /** All that a search looks through, in lower case. */
  text: string;
  /** Their texts in lower case. */
  cells: string[];
  /** By filter. */
  options: Record<string, string[]>;
  /** Its place in the order of each column, then in that where none is asked for. */
  ranks: number[];
}

/** An article on the page. */
interface Article {
  root: HTMLElement;
  /** Its content as JSON. */
  payload: string;
  content: ArticleContent;
  hiddenKinds: Set<string>;
  /** Whether the note stays when the pointer leaves its mark. */
  isPinned: boolean;
  removeListeners(): void;
}

interface ArticleContent {
  language: string;
  direction: string;
  /** What other texts quote from the article. */
  quotes: string[];
  legend: string;
  /** Says that the text is cut, if it is. */
  shortened: string;
  kinds: ArticleKind[];
  passages: ArticlePiece[][];
  /** By the name of a mark. */
  notes: Record<string, ArticleNote>;
  tables: ArticleTable[];
}

type ArticleKind = { kind: string; name: string };
type ArticlePiece = [text: string, marks: string[]];
type ArticleNote = { kind: string; title: string; lines: [term: string, text: string][] };
type ArticleTable = { title: string; columns: string[]; rows: ArticleRow[]; more: string };
type ArticleRow = { mark: string; phrase: string; cells: ArticleCell[] };
type ArticleCell = [text: string, small: string];

/** Of plotly.js: what the modules use. */
interface PlotlyPoint {
  curveNumber: number;
  pointNumber: number;
  id?: string;
}

interface Figure {
  data: Trace[];
  layout: { height: number };
}

interface Trace {
  type: string;
  orientation?: "h" | "v";
  x: unknown[];
  y: unknown[];
  /** Where bars begin, if not at zero. */
  base?: number[];
  ids?: string[];
  customdata?: string[];
}

interface PlotlyAxis {
  _offset: number;
  d2p(value: unknown): number;
}

interface PlotElement extends HTMLElement {
  data: Trace[];
  _fullLayout?: { width: number; height: number; xaxis: PlotlyAxis; yaxis: PlotlyAxis };
  _hoverdata?: PlotlyPoint[];
  on(name: "plotly_click", listener: (click: { event: MouseEvent; points: PlotlyPoint[] }) => void): void;
}

interface Plotly {
  react(plot: HTMLElement, data: Trace[], layout: object, config: object): Promise<unknown>;
  purge(plot: HTMLElement): void;
  Fx: { hover(plot: HTMLElement, points: PlotlyPoint[]): void; unhover(plot: HTMLElement): void };
}

interface Window {
  Plotly: Plotly;
  /** Called by data scripts. */
  chartData: (name: string, data: ChartData) => void;
  /** Read by Streamlit's front end. */
  __streamlit: { BACKEND_BASE_URL: string };
}

/** Of Chromium. */
interface Navigator {
  connection?: { saveData: boolean; effectiveType: string };
}

/** Of Chromium. */
interface UIEvent {
  sourceCapabilities?: { firesTouchEvents: boolean } | null;
}
