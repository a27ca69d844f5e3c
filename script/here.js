// A picture wider than its box opens where the page says one is, and the page itself stays where it
// is. Without this script a link leads there.

const here = document.getElementById("here");
const box = here?.closest(".chain");
if (box) {
  const [inner, outer] = [here, box].map((part) => part.getBoundingClientRect());
  box.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
}
