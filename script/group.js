// Notes are grouped by dragging them from theme to theme, too. A drop makes the choice that stands at
// the note anyway, and sends the form by stay.js.

const forms = document.getElementById("grouping");
/** The note under way. */
let dragged = null;

const groupAt = (event) => dragged && event.target.closest("[data-group]");
const mark = (group) => {
  for (const one of forms.querySelectorAll("[data-over]")) one.removeAttribute("data-over");
  group?.setAttribute("data-over", "");
};

// A note becomes draggable when it is touched beside its choice; without this script none is.
forms.addEventListener("pointerdown", ({ target }) => {
  const note = target.closest("[data-group] .note");
  if (note) note.draggable = !target.closest("select");
});

forms.addEventListener("dragstart", (event) => {
  const note = event.target.closest?.("[data-group] .note");
  // What is being sent comes back as another form.
  if (!note || note.closest("form").hasAttribute("aria-busy")) return event.preventDefault();
  dragged = note;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", note.textContent.trim());
});

forms.addEventListener("dragover", (event) => {
  const group = groupAt(event);
  if (!group) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  mark(group);
});

forms.addEventListener("drop", (event) => {
  const group = groupAt(event);
  if (!group) return;
  event.preventDefault();
  const form = dragged.closest("form");
  const choice = dragged.querySelector("select");
  if (choice.value === group.dataset.group) return;
  choice.value = group.dataset.group;
  group.querySelector(".stack").append(dragged);
  form.requestSubmit(form.querySelector("button.primary"));
});

forms.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
