/** The address of the page: what restores the view, and what of it is open and chosen. */
import { PICTURE_PARAMETERS } from "./picture_address";
import { type Address, addressText, readAddress } from "./view";

/** Parameters that say what is open in a view, not which view it is. */
const TRANSIENT = ["list", "rows", "chosen", ...PICTURE_PARAMETERS];

export class Router {
  private current = "";

  constructor(private readonly onChange: (address: Address) => void) {
    addEventListener("hashchange", () => this.read());
  }

  get address(): Address {
    return readAddress(location.hash);
  }

  read(): void {
    const { hash } = location;
    if (hash === this.current && this.current !== "") return;
    this.current = hash;
    this.onChange(this.address);
  }

  go(address: Address): void {
    location.hash = addressText(address);
  }

  /** Makes a step of the history for what the page shows already. */
  step(address: Address): void {
    this.current = `#${addressText(address)}`;
    history.pushState(null, "", this.current);
  }

  /** Writes what is open into the address without a new step of the history. */
  keep(change: Address): void {
    const address = { ...this.address, ...change };
    const text = addressText(address);
    this.current = text ? `#${text}` : "";
    history.replaceState(null, "", this.current || "#");
  }
}

/** The address of a view alone, without what is open in it. */
export function viewOnly(address: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([name]) => !TRANSIENT.includes(name)));
}
