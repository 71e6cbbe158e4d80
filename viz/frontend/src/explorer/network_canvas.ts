/** The canvas of the picture: vis-network, whose library runs when the first picture is drawn. */
import { byId } from "../dom";
import { runScript } from "../sparql/payload";

const LIBRARY = "vis-library"; // the block of the page that holds it

type Items = vis.DataSet<vis.DataItem>;

export class NetworkCanvas {
  private opened: { network: vis.Network; nodes: Items; edges: Items } | null = null;

  constructor(
    private readonly container: HTMLElement,
    private readonly options: object,
    /** Listens to the events of the network. */
    private readonly connect: (network: vis.Network) => void,
  ) {}

  get network(): vis.Network {
    return (this.opened ?? this.open([], [])).network;
  }

  /** Draws nodes and edges in place of those before. */
  draw(nodes: vis.DataItem[], edges: vis.DataItem[]): void {
    if (!this.opened) {
      if (nodes.length) this.open(nodes, edges);
      return;
    }
    this.opened.nodes.clear();
    this.opened.edges.clear();
    this.opened.nodes.add(nodes);
    this.opened.edges.add(edges);
  }

  redraw(): void {
    this.opened?.network.redraw();
  }

  private open(nodes: vis.DataItem[], edges: vis.DataItem[]) {
    if (!("vis" in window)) runScript(byId(LIBRARY).textContent ?? "");
    const items = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
    const network = new vis.Network(this.container, items, this.options);
    this.container.firstElementChild?.removeAttribute("tabindex");
    this.opened = { network, ...items };
    this.connect(network);
    return this.opened;
  }
}
