// Makes one tree like another, touching only what differs: focus, open details and what is typed stay.

/** A page as it came, to be taken over in parts. */
export function readPage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  // Here it is read as without a script. Taken over so, a page would reload itself.
  for (const one of page.querySelectorAll("noscript")) one.textContent = one.innerHTML;
  return page;
}

/** Something new was left out, because somebody is filling in a form there. */
let held = false;
/** An island came that only a fresh page can wake. */
let asleep = false;

/**
 * Makes the children of `old` those of `fresh`. Forms that are being filled in stay as they are, but
 * with `everything`.
 */
export function renewTree(old, fresh, everything) {
  held = asleep = false;
  renewChildren(old, fresh, everything);
  return { held, asleep };
}

/**
 * What tells an element from its neighbours: its id, or of a form the command and the key. Asked by
 * attribute, because a field called "id" or "name" hides the property of its form.
 */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const value = (name) => node.querySelector(`:scope > [name=${name}]`)?.getAttribute("value");
  return node.getAttribute("id") || (node.localName === "form" ? `${value("_do")} ${value("_key")}` : "");
}

const classes = (node) => node.getAttribute("class");
const alike = (one, other) => !key(one) && one.nodeName === other.nodeName;

/** Which child of the old tree, from `at` on, is to become `wanted`. */
function counterpart(wanted, at, keyed) {
  if (key(wanted)) return keyed.get(key(wanted));
  if (wanted.nodeType === Node.ELEMENT_NODE) {
    for (let node = at; node; node = node.nextSibling) {
      if (alike(node, wanted) && classes(node) === classes(wanted)) return node;
    }
  }
  return at && alike(at, wanted) ? at : undefined;
}

function renewChildren(old, fresh, everything) {
  const keyed = new Map([...old.childNodes].filter(key).map((node) => [key(node), node]));
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = counterpart(wanted, at, keyed);
    if (!found) {
      old.insertBefore(arriving(wanted), at);
      continue;
    }
    if (key(found)) {
      keyed.delete(key(found));
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
    } else {
      while (at !== found) {
        const next = at.nextSibling;
        // What has a key may find its place later.
        if (!keyed.has(key(at))) remove(at);
        at = next;
      }
      at = found.nextSibling;
    }
    renew(found, wanted, everything);
  }
  while (at) {
    const next = at.nextSibling;
    remove(at);
    at = next;
  }
  for (const left of keyed.values()) if (left.parentNode === old) remove(left);
}

function renew(old, fresh, everything) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  // Islands keep themselves up to date, and so does what tells of notes on this device.
  if (old.localName === "leptos-island" || old.hasAttribute("data-waiting")) return;
  // Its key is unused as long as the form stands here.
  if (old.getAttribute("name") === "_once") return;
  // What is typed stays typed in any case. But a form that was sent and came back, because
  // something is to be mended or saved, has nothing else to hold its words.
  if (old.localName === "form" && (everything ? sent(old) : filling(old))) {
    held ||= !everything && plain(fresh) !== asFetched(old, fresh);
    return;
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  renewChildren(old, fresh, everything);
}

/** How a page that was asked for before had the forms that were sent and came back. */
const fetched = new WeakMap();

/**
 * What a fresh form is compared with. One that came back differs from any that is fetched by what is
 * to be mended in it; so the first one that is fetched after it is its measure.
 */
function asFetched(old, fresh) {
  if (!sent(old)) return plain(old);
  if (!fetched.has(old)) fetched.set(old, plain(fresh));
  return fetched.get(old);
}

function arriving(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node;
  if (node.localName === "leptos-island" || node.querySelector("leptos-island")) asleep = true;
  node.setAttribute("data-new", "");
  return node;
}

function remove(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.remove();
  // It says what has just happened, and somebody may still be reading it.
  if (node.matches(".toast")) return;
  const forms = node.localName === "form" ? [node] : [...node.querySelectorAll("form")];
  if (forms.some(filling)) held = true;
  else node.remove();
}

/** Whether somebody is filling in a form, or is to mend it. */
export function filling(form) {
  const active = document.activeElement;
  const inside = form.contains(active) && active.matches("input, select, textarea");
  return inside || sent(form) || [...form.elements].some(changed);
}

const sent = (form) => form.hasAttribute("data-typed");

function changed(field) {
  switch (field.type) {
    case "hidden":
    case "submit":
    case "button":
      return false;
    case "checkbox":
    case "radio":
      return field.checked !== field.defaultChecked;
    case "select-one": {
      const chosen = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(chosen, 0);
    }
    default:
      return field.defaultValue !== undefined && field.value !== field.defaultValue;
  }
}

/** A form as it came from the server. */
const plain = (form) => form.outerHTML.replace(/ name="_once" value="[^"]*"| open=""| data-new=""/g, "");
