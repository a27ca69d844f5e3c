// A button that copies the text of an element marked with `data-copy`, whose value is what the button
// says; `data-copied` is what it says afterwards. Without this script the text can be marked and
// copied by hand.

// What is shown this once stands in the address, too: it does not stay there on a shared device.
if (location.search && !document.querySelector(".live-news")) {
  const here = new URL(location);
  here.search = "";
  history.replaceState(history.state, "", here);
}

for (const text of document.querySelectorAll("[data-copy]")) {
  // Browsers let pages copy over https and on this machine only.
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button secondary";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = text.dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
    }
  });
  // The new words are said aloud as they change.
  button.setAttribute("aria-live", "polite");
  text.after(button);
}
