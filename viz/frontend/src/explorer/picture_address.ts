/** What the reader changed in a picture, in the address of the page. */
import type { PictureState } from "./drawing";
import { emptyState } from "./drawing";
import type { Model } from "./model";
import { placesText, readPlaces } from "./moved_marks";
import type { Address } from "./view";

export const PICTURE_PARAMETERS = [
  ...["open", "whole", "group", "colour", "size", "layout", "moved", "marks"],
];

export function pictureAddress(model: Model, state: PictureState): Address {
  return {
    open: state.opened.map((id) => model.thing(id).iri).join(","),
    whole: [...state.unfolded].join(","),
    group: state.grouping,
    colour: state.colouring,
    size: state.sizing,
    layout: state.layout,
    moved: placesText(state.moved),
    marks: state.withoutForce ? "none" : "",
  };
}

export function readPicture(model: Model, address: Address): PictureState {
  const { open = "", whole = "", moved = "", marks } = address;
  const opened = open.split(",").map((iri) => model.find(iri)?.id ?? -1);
  return {
    ...emptyState(),
    opened: opened.filter((id) => id >= 0),
    unfolded: new Set(whole.split(",").filter(Boolean)),
    grouping: address.group ?? "",
    colouring: address.colour ?? "",
    sizing: address.size ?? "",
    layout: address.layout ?? "",
    moved: readPlaces(moved),
    withoutForce: marks === "none",
  };
}
