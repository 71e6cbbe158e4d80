/** The address of the page: what restores the view, and what of it is open and chosen. */
import { PICTURE_PARAMETERS } from "./picture_address";
import { type Address, addressText, readAddress } from "./view";

/** Parameters that say what is open in a view, not which view it is. */
const TRANSIENT = ["list", "rows", "chosen", ...PICTURE_PARAMETERS];

export class Router {
  private current: string | null = null;
  private readonly start: Address;

  constructor(
    private readonly onChange: (address: Address) => void,
    { start = {} }: { start?: Address } = {},
  ) {
    this.start = start;
    addEventListener("hashchange", () => this.read());
    if (location.protocol === "about:") catchLinks((address) => this.go(address));
  }

  /** Of what is shown; where the page starts, if nothing else was asked for. */
  get address(): Address {
    const address = readAddress(this.current ?? location.hash);
    return Object.keys(address).length ? address : this.start;
  }

  read(): void {
    const { hash } = location;
    if (hash === this.current) return;
    this.current = hash;
    this.onChange(this.address);
  }

  go(address: Address): void {
    location.hash = addressText(address);
  }

  /** Makes a step of the history for what the page shows already. */
  step(address: Address): void {
    this.current = `#${addressText(address)}`;
    writeHistory("pushState", this.current);
  }

  /** Writes what is open into the address without a new step of the history. */
  keep(change: Address): void {
    const text = addressText({ ...this.address, ...change });
    this.current = text ? `#${text}` : "";
    writeHistory("replaceState", this.current || "#");
  }
}

/** Writes the address of the page, unless it stands in a frame of a notebook, which forbids it. */
function writeHistory(how: "pushState" | "replaceState", text: string): void {
  if (location.protocol !== "about:") history[how](null, "", text);
}

/** Follows links within a page without an address of its own, which would leave it. */
function catchLinks(go: (address: Address) => void): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const text = link?.getAttribute("href") ?? "";
    if (!text.startsWith("#")) return;
    event.preventDefault();
    if (text.includes("=")) go(readAddress(text));
    else document.querySelector<HTMLElement>(text)?.focus();
  });
}

/** The address of a view alone, without what is open in it. */
export function viewOnly(address: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([name]) => !TRANSIENT.includes(name)));
}
