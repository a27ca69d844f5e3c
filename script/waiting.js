// Tells of notes that wait on this device since a connection was lost, and leads to their rooms, which
// send them (`knowledge/outbox.rs` keeps them). A room may have closed meanwhile: so the words can be
// read here, and dropped. Without this script, or with nothing to say, there is nothing to see.

const box = document.querySelector("[data-waiting]");
const words = JSON.parse(box.dataset.words);
const [title, list] = box.querySelectorAll(".notice-body > *");

function kept() {
  const prefix = `espiral:out:${box.dataset.waiting}:`;
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.map((key) => ({ ...JSON.parse(localStorage.getItem(key)), key }));
  } catch {
    // Nothing is kept where the browser keeps nothing.
    return [];
  }
}

const make = (name, fields, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

function item({ key, session, text }) {
  const long = text.length > 120;
  const drop = make("button", { type: "button", className: "button quiet", textContent: words.discard });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    show();
  });
  return make(
    "li",
    {},
    make("p", { textContent: long ? `${text.slice(0, 120)}…` : text }),
    make("a", { href: `/sessions/${session}`, textContent: words.send }),
    make(
      "details",
      { className: "fold" },
      make("summary", { textContent: long ? words.whole : words.discard }),
      make("p", { className: "pre-line", textContent: long ? text : words.sure }),
      drop,
    ),
  );
}

function show() {
  const notes = kept();
  box.hidden = !notes.length;
  title.textContent = notes.length === 1 ? words.one : words.many.replace("{}", notes.length);
  list.replaceChildren(...notes.map(item));
}

// Also when one comes back to the page, or another tab has sent them.
addEventListener("pageshow", show);
addEventListener("storage", show);
