// On a page that is not about visits: what was entered of one without a network, and still waits on this
// device, is sent from here, too, and told. script/visit.js does that; it is loaded only if there is
// something.

import { stored } from "./keeping.js";

const place = document.querySelector(".kept-visits");
const reports = (await stored("reports", "getAll")) || [];
if (reports.some(({ person }) => person === place.dataset.person)) {
  document.querySelector("main").prepend(place);
  await import("./visit.js");
}
