/** Starts the page of a map: a part of the graph, without the query engine. */
import { startPage } from "./start_page";

void startPage();
