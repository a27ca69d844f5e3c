// Sends the forms within `data-stay` without leaving the page, so that nothing moves under the thumb.
// Without it the same form leads back to the line that it changed.

import { readPage, renewTree } from "./renew.js";

const main = document.getElementById("main");
// Ours alone moves the page; the browser would do so a second time.
main.style.overflowAnchor = "none";

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("[data-stay]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  send(form, event.submitter);
});

async function send(form, button) {
  const page = await answer(form, button).catch(() => null);
  const wanted = page?.getElementById(form.closest("[data-stay]").id)?.querySelector("form");
  if (!wanted) return leave(form, button);
  const place = button.closest("[id]");
  const before = place.getBoundingClientRect().top;
  for (const said of main.querySelectorAll(".toast")) said.remove();
  // Its key is used, and what was typed in it is kept.
  const fresh = document.importNode(wanted, true);
  form.replaceWith(fresh);
  renewTree(main, page.getElementById("main"), false);
  const refused = fresh.querySelector(".error-summary");
  if (refused) return refused.focus();
  const there = document.getElementById(place.id);
  if (!there) return;
  scrollBy({ top: there.getBoundingClientRect().top - before, behavior: "instant" });
  const same = [...fresh.querySelectorAll("button")].find((one) => one.value === button.value);
  (same ?? there.querySelector("button, summary"))?.focus({ preventScroll: true });
  // What was done is said where it was done, when the top of the page is out of sight. A button that
  // has become another one says it by itself.
  const said = main.querySelector(".toast");
  if (said?.getBoundingClientRect().bottom < 0) same?.parentElement.after(said);
}

/** The page that the form leads to, if that is this one. */
async function answer(form, button) {
  const here = new URL(location);
  here.searchParams.delete("done");
  here.hash = "";
  const body = new URLSearchParams(new FormData(form));
  if (button.name) body.append(button.name, button.value);
  const got = await fetch(here, { method: "POST", body, headers: { accept: "text/html" } });
  const stays = new URL(got.url).pathname === here.pathname;
  return stays && (got.ok || got.status === 422) ? readPage(await got.text()) : null;
}

/** As without this script. The once-key sees to it that what was done already is not done again. */
function leave(form, button) {
  const { name, value } = button;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.removeAttribute("aria-busy");
  form.append(field);
  form.submit();
  field.remove();
}
