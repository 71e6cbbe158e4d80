/** What the map uses of vis-network, which the page loads before this script. */
declare namespace vis {
  type Id = number;

  interface DataItem {
    id: Id;
  }

  class DataSet<Item extends DataItem> {
    constructor(items: Item[]);
    update(items: DataItem[]): void;
    add(items: DataItem[]): void;
    clear(): void;
  }

  interface DrawnNode {
    id: Id;
    shape: { ctxRenderer?: unknown; distanceToBorder: () => number };
  }

  interface DrawnEdge {
    options: { width: number; arrows: { to: { scaleFactor: number; enabled: boolean } } };
  }

  interface ClickEvent {
    nodes: Id[];
    edges: Id[];
    pointer: { DOM: { x: number; y: number }; canvas: { x: number; y: number } };
    event: { pointerType: string; srcEvent?: MouseEvent };
  }

  interface DragEvent {
    nodes: Id[];
    pointer: { canvas: { x: number; y: number } };
  }

  interface Events {
    beforeDrawing: (ctx: CanvasRenderingContext2D) => void;
    afterDrawing: (ctx: CanvasRenderingContext2D) => void;
    click: (click: ClickEvent) => void;
    doubleClick: (click: ClickEvent) => void;
    dragStart: (drag: DragEvent) => void;
    dragging: (drag: DragEvent) => void;
    dragEnd: (drag: DragEvent) => void;
    zoom: () => void;
    hoverNode: (hover: { node: Id; event: MouseEvent }) => void;
    hoverEdge: (hover: { edge: Id; event: MouseEvent }) => void;
    blurNode: () => void;
    blurEdge: () => void;
  }

  interface Animation {
    duration: number;
    easingFunction: string;
  }

  class Network {
    constructor(
      container: HTMLElement,
      items: { nodes: DataSet<DataItem>; edges: DataSet<DataItem> },
      options: object,
    );
    body: {
      nodes: Record<string, DrawnNode>;
      edges: Record<string, DrawnEdge>;
      emitter: { emit(event: string): void };
      view: { scale: number; translation: { x: number; y: number } };
    };
    canvas: { frame: { canvas: HTMLCanvasElement }; pixelRatio: number };
    renderer: { _redraw(): void };
    getScale(): number;
    getViewPosition(): { x: number; y: number };
    moveTo(view: {
      position: { x: number; y: number };
      scale: number;
      animation: Animation | false;
    }): void;
    on<Name extends keyof Events>(name: Name, listener: Events[Name]): void;
    once<Name extends keyof Events>(name: Name, listener: Events[Name]): void;
    redraw(): void;
    setSize(width: string, height: string): void;
    getPositions(ids: Id[]): Record<Id, { x: number; y: number }>;
    moveNode(id: Id, x: number, y: number): void;
    destroy(): void;
    setSelection(
      selection: { nodes: Id[]; edges: Id[] },
      options: { highlightEdges: boolean },
    ): void;
  }
}
