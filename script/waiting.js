// Tells of notes that wait on this device since a connection was lost, and leads to their rooms, which
// send them (`knowledge/outbox.rs` keeps them). A room may have closed meanwhile: so the words can be
// read here, copied and dropped; in that room, too. Without this script, or with nothing to say, there is nothing to see.

const box = document.querySelector("[data-waiting]");
const words = JSON.parse(box.dataset.words);
const [title, list] = box.querySelectorAll(".notice-body > *");

function kept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(box.dataset.waiting));
    const notes = keys.map((key) => ({ ...JSON.parse(localStorage.getItem(key)), key }));
    const { room } = box.dataset;
    return room ? notes.filter(({ session }) => session === room) : notes;
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

function item({ key, session, text, refused }) {
  const long = text.length > 120;
  const drop = make("button", { type: "button", className: "button quiet", textContent: words.discard });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    show();
  });
  // Browsers let pages copy over https and on this machine only.
  const copy = make("button", { type: "button", className: "button secondary", textContent: words.copy });
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = words.copied;
  });
  const isRefused = typeof refused === "string";
  const why = refused ? `${words.refused}: ${refused}` : words.refused;
  const way = make("a", { href: `/sessions/${session}`, textContent: isRefused ? words.room : words.send });
  return make(
    "li",
    {},
    make("p", { className: "pre-line", textContent: long ? `${text.slice(0, 120)}…` : text }),
    ...(isRefused ? [make("p", { className: "badge bad", textContent: why })] : []),
    ...(box.dataset.room ? [] : [way]),
    ...(navigator.clipboard ? [copy] : []),
    make(
      "details",
      { className: "fold" },
      make("summary", { textContent: long ? words.whole : words.discard }),
      ...(long ? [make("p", { className: "pre-line", textContent: text })] : []),
      make("p", { textContent: words.sure }),
      drop,
    ),
  );
}

function show() {
  const notes = kept();
  box.hidden = !notes.length;
  // A room that takes no more sends nothing.
  const isLeft = ({ refused }) => box.dataset.room || typeof refused === "string";
  const left = notes.filter(isLeft).length;
  const counted = [[words.waits, notes.length - left], [words.left, left]].filter(([, count]) => count);
  title.textContent = counted
    .map(([[one, many], count]) => (count === 1 ? one : many.replace("{}", count)))
    .join(" ");
  list.replaceChildren(...notes.map(item));
}

// Also when one comes back to the page, or another tab has sent them.
addEventListener("pageshow", show);
addEventListener("storage", show);
